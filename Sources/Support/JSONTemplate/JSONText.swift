import Values

/// Numbers as JSON-e prints them, and quoted texts.
enum JSONText {
    /// The text of `str()`, of interpolation and of `$json`: a whole number as it was written, anything else as
    /// ECMAScript prints the double.
    static func number(_ number: Number) -> String {
        if let int = Int(number.text) { return String(int) }
        let digits = number.text.utf8.first == UInt8(ascii: "-") ? number.text.utf8.dropFirst() : number.text.utf8[...]
        if digits.allSatisfy(\.isDigit) { return number.text }
        return Number(number.double).text
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        append(text, to: &result)
        return result + "\""
    }

    private static func append(_ text: String, to result: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    /// Compact JSON with keys in the order of their code points.
    static func sorted(_ value: Value) -> String {
        var result = ""
        append(value, to: &result)
        return result
    }

    private static func append(_ value: Value, to result: inout String) {
        switch value.content {
        case .null: result += "null"
        case .bool(let bool): result += bool ? "true" : "false"
        case .number(let number): result += Self.number(number)
        case .string(let string):
            result += "\""
            append(string, to: &result)
            result += "\""
        case .array(let values):
            result += "["
            for (index, value) in values.enumerated() {
                if index > 0 { result += "," }
                append(value, to: &result)
            }
            result += "]"
        case .object(let object):
            result += "{"
            for (index, member) in object.sortedByKey().enumerated() {
                if index > 0 { result += "," }
                result += "\""
                append(member.key, to: &result)
                result += "\":"
                append(member.value, to: &result)
            }
            result += "}"
        }
    }
}
