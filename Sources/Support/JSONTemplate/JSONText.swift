import Values

/// Scalars as JSON-e prints them.
enum JSONText {
    /// The text of `str()` and of interpolation: a whole number as it was written, anything else as ECMAScript
    /// prints the double.
    static func number(_ number: Number) -> String {
        if let int = Int(number.text) { return String(int) }
        let digits =
            number.text.utf8.first == UInt8(ascii: "-") ? number.text.utf8.dropFirst() : number.text.utf8[...]
        if digits.allSatisfy(\.isDigit) { return number.text }
        return Number(number.double).text
    }
}
