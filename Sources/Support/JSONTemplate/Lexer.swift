/// Cuts an expression into tokens, one at a time: what follows an embedded expression is no expression.
struct Lexer {
    let bytes: [UInt8]
    /// Where the expression starts.
    let start: Int

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The token at or after the offset; `nil` at the end of the text.
    func next(from offset: Int) throws(ExpressionFault) -> Token? {
        let offset = skipWhitespace(from: offset)
        guard offset < bytes.count else { return nil }
        let byte = bytes[offset]
        if byte.isDigit { return Token(kind: .number, range: offset..<numberEnd(from: offset)) }
        if byte.startsIdentifier {
            let end = bytes[offset...].firstIndex { !$0.continuesIdentifier } ?? bytes.count
            return Token(kind: Self.keyword(text(offset..<end)) ?? .identifier, range: offset..<end)
        }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            if let end = bytes[(offset + 1)...].firstIndex(of: byte) {
                return Token(kind: .string, range: offset..<(end + 1))
            }
        } else if let kind = symbol(at: offset) {
            return Token(kind: kind, range: offset..<(offset + kind.rawValue.utf8.count))
        }
        let (source, rest) = (text(start..<bytes.count), text(offset..<bytes.count))
        throw ExpressionFault(.syntax, "Unexpected input for '\(source)' at '\(rest)'", at: offset)
    }

    private func symbol(at offset: Int) -> Token.Kind? {
        let pair = bytes[offset..<min(offset + 2, bytes.count)]
        return Token.Kind(rawValue: String(decoding: pair, as: UTF8.self))
            ?? Token.Kind(rawValue: String(decoding: pair.prefix(1), as: UTF8.self))
    }

    private static func keyword(_ word: String) -> Token.Kind? {
        switch word {
        case "true": .true
        case "false": .false
        case "in": .in
        case "null": .null
        default: nil
        }
    }

    private func numberEnd(from offset: Int) -> Int {
        func digitsEnd(_ start: Int) -> Int { bytes[start...].firstIndex { !$0.isDigit } ?? bytes.count }
        let whole = digitsEnd(offset)
        guard whole + 1 < bytes.count, bytes[whole] == UInt8(ascii: "."), bytes[whole + 1].isDigit else {
            return whole
        }
        return digitsEnd(whole + 1)
    }

    private func skipWhitespace(from offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x09...0x0D, 0x20:
                offset += 1
            case 0xC2...0xF4:
                // The white space outside ASCII takes two or three bytes.
                let head = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
                guard let scalar = head.unicodeScalars.first, scalar.isWhitespace else { return offset }
                offset += UTF8.width(scalar)
            default: return offset
            }
        }
        return offset
    }
}

extension Unicode.Scalar {
    /// White space as ECMAScript counts it: Unicode's, and the byte order mark.
    var isWhitespace: Bool { properties.isWhitespace || value == 0xFEFF }
}
