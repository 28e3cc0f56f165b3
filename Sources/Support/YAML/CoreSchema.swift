internal import Values

/// What a plain scalar means (YAML 1.2.2, section 10.3.2).
enum CoreSchema {
    /// Digits of a hexadecimal or octal number beyond which it is refused: turning them into decimal is quadratic.
    static let maximumRadixDigits = 4096

    static func content(of text: String) -> Value.Content {
        // Most scalars are words: one look at the first byte settles them.
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(text).map { .number($0) } ?? .string(text)
        default: break
        }
        // `false` is the longest of the words.
        guard text.utf8.count <= 5 else { return .string(text) }
        if isNull(text) { return .null }
        if let value = bool(text) { return .bool(value) }
        return .string(text)
    }

    static func isNull(_ text: String) -> Bool {
        switch text {
        case "", "~", "null", "Null", "NULL": true
        default: false
        }
    }

    static func bool(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    static func number(_ text: String) -> Number? { integer(text) ?? float(text) }

    /// `[-+]?[0-9]+`, `0o[0-7]+` and `0x[0-9a-fA-F]+`.
    static func integer(_ text: String) -> Number? {
        if text.hasPrefix("0o") { return radix(text, 8) }
        if text.hasPrefix("0x") { return radix(text, 16) }
        var digits = Substring(text).utf8
        let sign = digits.first
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { digits.removeFirst() }
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
        return Number(json: (sign == UInt8(ascii: "-") ? "-" : "") + withoutLeadingZeros(digits))
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?\.inf` and `.nan` in three spellings each.
    static func float(_ text: String) -> Number? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return Number(Double.infinity)
        case "-.inf", "-.Inf", "-.INF": return Number(-Double.infinity)
        case ".nan", ".NaN", ".NAN": return Number(Double.nan)
        default: break
        }
        var rest = Substring(text).utf8
        let sign = rest.first
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var result = (sign == UInt8(ascii: "-") ? "-" : "") + withoutLeadingZeros(whole)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = rest.prefix(while: isDigit)
            guard !whole.isEmpty || !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(fraction.count)
            result += "." + (fraction.isEmpty ? "0" : String(Substring(fraction)))
        } else if whole.isEmpty {
            return nil
        }
        // What is left must be an exponent, and JSON's is the same as YAML's.
        return Number(json: result + String(Substring(rest)))
    }

    /// The digits with as many zeros taken from the front as JSON's grammar asks for, `0` when none are left.
    private static func withoutLeadingZeros(_ digits: Substring.UTF8View) -> String {
        let rest = digits.drop { $0 == UInt8(ascii: "0") }
        return rest.isEmpty ? "0" : String(Substring(rest))
    }

    private static func radix(_ text: String, _ radix: Int) -> Number? {
        let digits = text.utf8.dropFirst(2).drop { $0 == UInt8(ascii: "0") }
        guard text.utf8.count > 2, digits.count <= maximumRadixDigits else { return nil }
        return decimalDigits(of: digits, radix: UInt64(radix)).flatMap { Number(json: $0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}

extension CoreSchema {
    /// A hexadecimal or octal number with more digits than are turned into decimal.
    static func isOverlongRadix(_ text: String) -> Bool {
        guard text.utf8.count > maximumRadixDigits else { return false }
        let digits = text.utf8.dropFirst(2).drop { $0 == UInt8(ascii: "0") }
        guard digits.count > maximumRadixDigits else { return false }
        let isHexadecimal = text.hasPrefix("0x")
        guard isHexadecimal || text.hasPrefix("0o") else { return false }
        return digits.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "7"): true
            case UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"):
                isHexadecimal
            default: false
            }
        }
    }
}
