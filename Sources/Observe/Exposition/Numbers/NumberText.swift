internal import GoText

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

    /// What Prometheus makes of every NaN that it reads: the marker of staleness is no value that a target may send.
    static let ordinaryNaN = Double(bitPattern: 0x7FF8_0000_0000_0001)

    static func read(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Double {
        guard text.count <= longest else { throw .malformed }
        guard let value = GoText.parseNumber(text, syntax: .exposition) else {
            throw isDecimal(text[...]) ? .outOfRange : .malformed
        }
        return value.isNaN ? ordinaryNaN : value
    }

    /// Whether the text has the form of a number, however large.
    private static func isDecimal(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let unsigned = text.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        let parts = unsigned.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        guard let mantissa = parts.first, parts.count <= 2, text.count - unsigned.count <= 1 else {
            return false
        }
        if parts.count == 2 {
            let isSigned = parts[1].first == UInt8(ascii: "+") || parts[1].first == UInt8(ascii: "-")
            let exponent = parts[1].dropFirst(isSigned ? 1 : 0)
            guard !exponent.isEmpty, exponent.allSatisfy(isDigit) else { return false }
        }
        let digits = mantissa.filter(isDigit)
        return !digits.isEmpty && mantissa.count - digits.count <= 1
            && mantissa.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
