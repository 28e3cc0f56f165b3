#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

// Comparing and searching by bytes, as the C library does it: the standard library compares characters, which costs a
// hundred times as much, and everything a render looks for is ASCII.

extension String {
    /// Whether the bytes of another text stand in this one.
    package func holds(_ needle: String) -> Bool {
        var text = self
        return text.withUTF8 { $0.place(of: needle) } != nil
    }

    /// Where the bytes of another text stand first.
    package func firstPlace(of needle: String) -> Range<String.Index>? {
        var text = self
        guard let place = text.withUTF8({ $0.place(of: needle) }) else { return nil }
        let start = utf8.index(utf8.startIndex, offsetBy: place)
        return start..<utf8.index(start, offsetBy: needle.utf8.count)
    }
}

extension [UInt8] {
    package func isIdentical(to other: [UInt8]) -> Bool {
        withUnsafeBufferPointer { own in other.withUnsafeBufferPointer { own.isIdentical(to: $0) } }
    }

    /// Whether the bytes of a text stand in these.
    package func holds(_ needle: String) -> Bool { withUnsafeBufferPointer { $0.place(of: needle) } != nil }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func isIdentical(to other: Self) -> Bool {
        guard count == other.count else { return false }
        guard let own = baseAddress, let other = other.baseAddress else { return true }
        return memcmp(own, other, count) == 0
    }

    /// The offset at which the bytes of a text start first.
    fileprivate func place(of needle: String) -> Int? {
        var needle = needle
        return needle.withUTF8 { needle in
            guard let other = needle.baseAddress, let first = needle.first else { return 0 }
            guard let own = baseAddress else { return nil }
            var start = 0
            while start + needle.count <= count {
                let candidates = count - needle.count - start + 1
                guard let found = memchr(own + start, Int32(first), candidates) else { return nil }
                start = UnsafeRawPointer(found) - UnsafeRawPointer(own)
                if memcmp(found, other, needle.count) == 0 { return start }
                start += 1
            }
            return nil
        }
    }
}
