/// A stretch of a body: offsets of its first byte and of the one after its last.
package struct ByteSpan: Hashable, Sendable, BitwiseCopyable {
    package var start: UInt32
    package var end: UInt32

    @inline(__always)
    package init(start: UInt32, end: UInt32) { (self.start, self.end) = (start, end) }

    @inline(__always)
    init(_ start: Int, _ end: Int) {
        self.init(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }

    @inline(__always)
    package var range: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }
    package var count: Int { Int(end &- start) }

    /// The same stretch in a line that begins elsewhere.
    @inline(__always)
    func moved(by distance: UInt32) -> Self { Self(start: start &+ distance, end: end &+ distance) }
}

/// Where a label stands: both without their quotes, and with their escapes.
package struct LabelSpan: Hashable, Sendable, BitwiseCopyable {
    package var name: ByteSpan
    package var value: ByteSpan

    @inline(__always)
    package init(name: ByteSpan, value: ByteSpan) { (self.name, self.value) = (name, value) }
}

/// Where a sample's line stands.
package struct SampleSpan: Hashable, Sendable, BitwiseCopyable {
    /// Offset of the line's first byte.
    package var line: UInt32
    /// Offset of the first byte of the value: everything from `line` up to here tells which series it is.
    package var value: UInt32
    /// The metric's name, without its quotes.
    package var name: ByteSpan

    @inline(__always)
    package init(line: UInt32, value: UInt32, name: ByteSpan) {
        (self.line, self.value, self.name) = (line, value, name)
    }
}
