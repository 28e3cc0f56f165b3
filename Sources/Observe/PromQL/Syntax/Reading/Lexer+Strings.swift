internal import GoText

extension Lexer {
    /// Up to the closing mark; escapes are those of Go.
    mutating func string(_ mark: UInt8, from start: Int) -> Token {
        advance()
        while let byte = peek(), byte != UInt8(ascii: "\n") {
            advance()
            if byte == mark { return Token(kind: .string, range: TextRange(start, position)) }
            if byte == UInt8(ascii: "\\"), let message = escape(mark) {
                return fail(message, from: start, hint: Hints.escape)
            }
        }
        return fail("unterminated quoted string", from: start, hint: Hints.unterminated(mark))
    }

    mutating func rawString(from start: Int) -> Token {
        advance()
        while let byte = peek() {
            advance()
            if byte == UInt8(ascii: "`") { return Token(kind: .string, range: TextRange(start, position)) }
        }
        return fail("unterminated raw string", from: start, hint: Hints.unterminated(UInt8(ascii: "`")))
    }

    /// What is wrong with the escape whose backslash was taken.
    private mutating func escape(_ mark: UInt8) -> String? {
        guard let letter = peek() else { return "escape sequence not terminated" }
        let digits: (count: Int, radix: UInt32, limit: UInt32)
        switch Unicode.Scalar(letter) {
        case "a", "b", "f", "n", "r", "t", "v", "\\":
            advance()
            return nil
        case "0"..."7": digits = (3, 8, 255)
        case "x": digits = (2, 16, 255)
        case "u": digits = (4, 16, 0x10FFFF)
        case "U": digits = (8, 16, 0x10FFFF)
        default:
            guard letter != mark else {
                advance()
                return nil
            }
            return "unknown escape sequence \(Self.named(takeScalar()))"
        }
        if digits.radix == 16 { advance() }
        var value: UInt32 = 0
        for _ in 0..<digits.count {
            guard let byte = peek() else { return "escape sequence not terminated" }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < digits.radix else {
                return "illegal character \(Self.named(takeScalar())) in escape sequence"
            }
            advance()
            value = value &* digits.radix &+ UInt32(digit)
        }
        if value > digits.limit || 0xD800..<0xE000 ~= value {
            return "escape sequence is an invalid Unicode code point"
        }
        return nil
    }

    /// `U+0025 '%'`, as Go's `%#U` has it.
    private static func named(_ scalar: Unicode.Scalar?) -> String {
        guard let scalar else { return "U+FFFD" }
        let number = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
        return GoText.isPrinted(scalar) ? "\(code) '\(scalar)'" : code
    }
}
