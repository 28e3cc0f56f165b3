#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Any number that the formats allow: what Go's `strconv.ParseFloat` takes, without hexadecimal digits and `_`.
///
/// Prometheus text format, "Basic info"; OpenMetrics 1.0, "Numbers".
enum NumberText {
    enum Failure: Error {
        /// No number at all.
        case malformed
        /// A number beyond the largest double.
        case outOfRange
    }

    /// No number that anybody writes is longer.
    private static let longest = 1024

    /// Every NaN becomes the ordinary one: the marker of staleness is no value that a target may send.
    static func read(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Double {
        var rest = text[...]
        let isSigned = rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+")
        if isSigned { rest.removeFirst() }
        if isWord(rest, "inf") || isWord(rest, "infinity") {
            return text[0] == UInt8(ascii: "-") ? -.infinity : .infinity
        }
        if isWord(rest, "nan"), !isSigned { return Double(bitPattern: ordinaryNaN) }
        guard isDecimal(rest), text.count <= longest else { throw .malformed }
        let value = nearest(text)
        guard value.isFinite else { throw .outOfRange }
        return value
    }

    /// What Prometheus makes of every NaN that it reads.
    static let ordinaryNaN: UInt64 = 0x7FF8_0000_0000_0001

    private static func isWord(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ word: String) -> Bool {
        text.count == word.utf8.count && zip(text, word.utf8).allSatisfy { $0 | 0x20 == $1 }
    }

    /// Digits with at most one point and at least one digit, and perhaps an exponent.
    private static func isDecimal(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let whole = text.prefix(while: isDigit)
        var rest = text[whole.endIndex...]
        var digits = whole.count
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            digits += fraction.count
            rest = rest[fraction.endIndex...]
        }
        guard digits > 0 else { return false }
        guard let mark = rest.first else { return true }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// By the C library, which rounds correctly; its locale is never set.
    private static func nearest(_ text: UnsafeBufferPointer<UInt8>) -> Double {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { buffer in
            for (index, byte) in text.enumerated() { buffer[index] = CChar(truncatingIfNeeded: byte) }
            buffer[text.count] = 0
            return buffer.baseAddress.map { strtod($0, nil) } ?? .nan
        }
    }
}
