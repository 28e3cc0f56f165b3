internal import Values

/// Scalars on one line: plain when every reader takes them for what they are, in double quotes otherwise.
enum ScalarText {
    /// Bytes a key may take in front of its colon; readers give up at 1024 characters.
    static let longestSimpleKey = 1000

    /// Anything but a non-empty collection.
    static func of(_ value: Value) -> String {
        switch value.content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): text(of: number)
        case .string(let text):
            isPlain(text) ? text : quoted(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    static func quoted(_ string: String) -> String {
        var result = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\0": result += "\\0"
            case _ where isPlainlyVisible(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let (mark, width) = digits.count <= 2 ? ("x", 2) : digits.count <= 4 ? ("u", 4) : ("U", 8)
                result += "\\" + mark + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result + "\""
    }

    /// Neither a control character nor one that cannot be seen, reorders text, or breaks lines for some readers.
    static func isPlainlyVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        case 0..<0xA1, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202F, 0x2060...0x206F: false
        case 0xFE00...0xFE0F: true
        case 0xFEFF, 0xFFF9...0xFFFF: false
        // Noncharacters: the last two of each plane.
        case let value where value & 0xFFFE == 0xFFFE: false
        case 0xE0000...0xE007F: false
        default: true
        }
    }

    /// A spelling that YAML 1.1 and 1.2 read as the same number: an exponent needs a point before it and a sign.
    private static func text(of number: Number) -> String {
        guard number.isFinite else {
            return number.double.isNaN ? ".nan" : number.double < 0 ? "-.inf" : ".inf"
        }
        let text = number.text.utf8
        guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
            return number.text
        }
        var mantissa = String(number.text[..<mark])
        var exponent = String(number.text[text.index(after: mark)...])
        if !mantissa.utf8.contains(UInt8(ascii: ".")) { mantissa += ".0" }
        if exponent.first != "+", exponent.first != "-" { exponent = "+" + exponent }
        return mantissa + "e" + exponent
    }
}
