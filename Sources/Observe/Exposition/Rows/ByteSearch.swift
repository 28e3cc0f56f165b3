#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The C library's ways through bytes, which are faster than a loop.
enum ByteSearch {
    /// Offset of the next line feed, or of the end.
    static func endOfLine(in body: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
        guard let base = body.baseAddress, offset < body.count,
            let found = memchr(base + offset, Int32(UInt8(ascii: "\n")), body.count - offset)
        else { return body.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether bytes begin with others.
    static func starts(_ bytes: UnsafeBufferPointer<UInt8>, with prefix: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= prefix.count else { return false }
        guard let left = bytes.baseAddress, let right = prefix.baseAddress else { return prefix.isEmpty }
        return memcmp(left, right, prefix.count) == 0
    }
}
