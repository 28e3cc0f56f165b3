/// Texts between quotation marks, as `strconv` writes them and Prometheus reads them.
extension GoText {
    /// In double quotation marks, with escapes for what does not print: `strconv.Quote` and the verb `%q`.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        result.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars { appendQuoted(scalar, to: &result) }
        result.append("\"")
        return result
    }

    /// A character in apostrophes: the verb `%q` for one.
    package static func quoted(_ scalar: Unicode.Scalar) -> String {
        var result = "'"
        switch scalar {
        case "'": result += "\\'"
        case "\"": result += "\""
        default: appendQuoted(scalar, to: &result)
        }
        return result + "'"
    }

    private static func appendQuoted(_ scalar: Unicode.Scalar, to result: inout String) {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\u{07}": result += "\\a"
        case "\u{08}": result += "\\b"
        case "\u{0C}": result += "\\f"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case "\u{0B}": result += "\\v"
        case " "..."~": result.unicodeScalars.append(scalar)
        default:
            if isPrinted(scalar) {
                result.unicodeScalars.append(scalar)
            } else if scalar.value < 0x80 {
                result += "\\x" + hexadecimal(scalar.value, digits: 2)
            } else if scalar.value < 0x10000 {
                result += "\\u" + hexadecimal(scalar.value, digits: 4)
            } else {
                result += "\\U" + hexadecimal(scalar.value, digits: 8)
            }
        }
    }

    /// Letters, marks, numbers, punctuation, symbols and the ASCII space: `strconv.IsPrint`.
    package static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// What stands between the quotation marks of a text, its escapes resolved; `nil` when it is not well formed.
    ///
    /// The marks are `"`, `'`, or a backtick, which knows no escapes. Bytes written as `\xff` that make no UTF-8 become
    /// the replacement character.
    package static func unquoted(_ text: some StringProtocol) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 2, let mark = bytes.first, bytes.last == mark else { return nil }
        let content = bytes[1..<bytes.count - 1]
        switch mark {
        case UInt8(ascii: "`"):
            return content.contains(mark) ? nil : String(decoding: content, as: UTF8.self)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if content.contains(UInt8(ascii: "\n")) { return nil }
            if !content.contains(UInt8(ascii: "\\")), !content.contains(mark) {
                return String(decoding: content, as: UTF8.self)
            }
            return Unescaping(rest: content, mark: mark).text
        default:
            return nil
        }
    }
}

/// Resolves the escapes of Go's interpreted strings.
private struct Unescaping {
    var rest: ArraySlice<UInt8>
    let mark: UInt8
    private var result: [UInt8] = []

    init(rest: ArraySlice<UInt8>, mark: UInt8) {
        self.rest = rest
        self.mark = mark
    }

    var text: String? {
        var copy = self
        while let byte = copy.rest.popFirst() {
            if byte == mark { return nil }
            if byte != UInt8(ascii: "\\") {
                copy.result.append(byte)
            } else if !copy.escape() {
                return nil
            }
        }
        return String(decoding: copy.result, as: UTF8.self)
    }

    private mutating func escape() -> Bool {
        guard let letter = rest.popFirst() else { return false }
        switch letter {
        case UInt8(ascii: "a"): result.append(0x07)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "v"): result.append(0x0B)
        case UInt8(ascii: "\\"): result.append(letter)
        case mark: result.append(letter)
        case UInt8(ascii: "x"):
            guard let value = digits(2, radix: 16), let byte = UInt8(exactly: value) else { return false }
            result.append(byte)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            guard let tail = digits(2, radix: 8),
                let byte = UInt8(exactly: UInt32(letter - UInt8(ascii: "0")) << 6 | tail)
            else { return false }
            result.append(byte)
        case UInt8(ascii: "u"): return scalar(digits: 4)
        case UInt8(ascii: "U"): return scalar(digits: 8)
        default: return false
        }
        return true
    }

    private mutating func scalar(digits count: Int) -> Bool {
        guard let value = digits(count, radix: 16), let scalar = Unicode.Scalar(value) else { return false }
        result += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return true
    }

    private mutating func digits(_ count: Int, radix: UInt32) -> UInt32? {
        guard rest.count >= count else { return nil }
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let byte = rest.popFirst(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
                digit < radix
            else { return nil }
            value = value &* radix &+ UInt32(digit)
        }
        return value
    }
}
