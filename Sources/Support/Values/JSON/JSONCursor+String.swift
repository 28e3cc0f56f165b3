internal import Diagnostics

extension JSONCursor {
    /// Reads the string whose opening quote is under the cursor.
    mutating func string() throws(Diagnostic) -> String {
        let opening = location()
        advance()
        var result = ""
        var start = offset
        while true {
            guard let byte else { throw unclosed(from: opening) }
            switch byte {
            case UInt8(ascii: "\""):
                result += text(from: start)
                advance()
                return result
            case UInt8(ascii: "\\"):
                result += text(from: start)
                result.unicodeScalars.append(try escape(from: opening))
                start = offset
            case 0..<0x20: throw forbidden(byte, from: opening)
            default: advance()
            }
        }
    }

    private mutating func escape(from opening: SourceLocation) throws(Diagnostic) -> Unicode.Scalar {
        let location = location()
        guard let letter = byte(after: 1) else { throw unclosed(from: opening) }
        advance(2)
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default:
            advance(-2)
            let shown = letter > 0x20 && letter < 0x7F ? "`\\\(Unicode.Scalar(letter))`" : "a backslash here"
            throw .error("\(shown) is not a JSON escape", at: location, hint: "write `\\\\` for a backslash")
        }
        let first = try hexadecimal(at: location)
        guard 0xD800...0xDFFF ~= first else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        if first < 0xDC00, byte == UInt8(ascii: "\\"), byte(after: 1) == UInt8(ascii: "u") {
            advance(2)
            let second = try hexadecimal(at: location)
            if 0xDC00...0xDFFF ~= second {
                return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
            }
        }
        throw .error(
            "`\\u\(String(first, radix: 16, uppercase: true))` is half of a surrogate pair",
            at: location,
            hint: "a character beyond U+FFFF needs both halves, such as `\\uD83D\\uDE00`"
        )
    }

    private mutating func hexadecimal(at location: SourceLocation) throws(Diagnostic) -> UInt32 {
        guard offset + 4 <= bytes.count,
            bytes[offset..<offset + 4].allSatisfy({ $0 < 0x80 && Self.isWordByte($0) }),
            let value = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw .error("`\\u` needs four hexadecimal digits", at: location) }
        advance(4)
        return value
    }

    private mutating func unclosed(from opening: SourceLocation) -> Diagnostic {
        .error(
            "the text ends inside a string",
            at: location(),
            notes: [.init("the string starts here", at: opening)],
            hint: "close it with `\"`"
        )
    }

    private mutating func forbidden(_ byte: UInt8, from opening: SourceLocation) -> Diagnostic {
        let start = [Diagnostic.Note("the string starts here", at: opening)]
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            return .error(
                "the line ends inside a string",
                at: location(),
                notes: start,
                hint: "close the string with `\"`, or write `\\n` for a line break"
            )
        case UInt8(ascii: "\t"):
            return .error("a tab inside a string", at: location(), notes: start, hint: "write it as `\\t`")
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: 4 - digits.count) + digits
            return .error(
                "the control character U+\(code) is not allowed in a string",
                at: location(),
                notes: start,
                hint: "write it as `\\u\(code)`"
            )
        }
    }
}
