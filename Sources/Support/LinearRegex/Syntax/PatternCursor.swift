/// A position in a pattern, counted in scalars.
struct PatternCursor {
    let scalars: [Unicode.Scalar]
    var position = 0

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    var scalar: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func scalar(after distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    mutating func advance(_ distance: Int = 1) { position = min(position + distance, scalars.count) }

    /// Whether this text stands here, with some more scalars behind it.
    func has(_ text: StaticString, more: Int = 0) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count + more <= scalars.count else { return false }
        return (0..<count).allSatisfy { scalars[position + $0].value == UInt32(text.utf8Start[$0]) }
    }

    /// Steps to the next place where the scalar stands, or to the end; whether it was there.
    mutating func advance(to wanted: Unicode.Scalar) -> Bool {
        while let scalar, scalar != wanted { advance() }
        return scalar != nil
    }

    /// What was read since `start`.
    func text(from start: Int) -> String { Self.text(scalars[start..<position]) }

    /// Everything from `start` to the end of the pattern.
    func rest(from start: Int) -> String { Self.text(scalars[start...]) }
    var whole: String { Self.text(scalars[...]) }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
