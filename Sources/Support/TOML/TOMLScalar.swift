internal import Values

/// Booleans, numbers, dates and times by their text (TOML 1.0.0, "Boolean" to "Local Time").
enum TOMLScalar {
    /// Whether a byte can be part of one.
    static func isPart(_ byte: UInt8) -> Bool {
        TOMLReader.isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 && byte < 0x80
            || "+-._:".utf8.contains(byte)
    }

    static func content(of text: String) -> Value.Content? {
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "inf", "+inf": return .number(Number(Double.infinity))
        case "-inf": return .number(Number(-Double.infinity))
        case "nan", "+nan", "-nan": return .number(Number(Double.nan))
        default: break
        }
        if TOMLDate.isValid(text) { return .string(text) }
        if let number = prefixed(text) { return .number(Number(number)) }
        guard let plain = withoutUnderscores(text) else { return nil }
        let unsigned = plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
        guard !unsigned.hasPrefix("+"), !(plain.hasPrefix("+") && unsigned.hasPrefix("-")) else { return nil }
        guard let number = Number(json: unsigned) else { return nil }
        let isFloat = unsigned.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        // Integers have 64 bits; what does not fit is an error, not another number.
        guard isFloat || Int(unsigned) != nil else { return nil }
        return .number(number)
    }

    static func hint(for text: String) -> String? {
        switch text.lowercased() {
        case "true", "false": return "booleans are written in lowercase: \(text.lowercased())"
        case "yes", "on": return "write true"
        case "no", "off": return "write false"
        case "null", "none", "nil": return "TOML has no such value: leave the key out"
        default: break
        }
        return text.utf8.first.map(TOMLReader.isDigit) == true ? nil : "put a text in quotes"
    }

    /// `0xFF`, `0o17`, `0b1`: without a sign.
    private static func prefixed(_ text: String) -> Int? {
        let radix: Int
        switch text.prefix(2) {
        case "0x": radix = 16
        case "0o": radix = 8
        case "0b": radix = 2
        default: return nil
        }
        guard let digits = withoutUnderscores(String(text.dropFirst(2))), digits.first != "+",
            digits.first != "-"
        else { return nil }
        return Int(digits, radix: radix)
    }

    /// Underscores may stand between two digits only.
    private static func withoutUnderscores(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "_") {
            guard index > 0, index + 1 < bytes.count, isHexDigit(bytes[index - 1]),
                isHexDigit(bytes[index + 1])
            else { return nil }
        }
        return String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        TOMLReader.isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }
}
