internal import Diagnostics

/// The four kinds of strings (TOML 1.0.0, "String").
extension TOMLReader {
    mutating func readBasicString() throws(Diagnostic) -> String {
        let start = cursor.location()
        cursor.advance()
        var text: [UInt8] = []
        while let byte = cursor.byte {
            switch byte {
            case UInt8(ascii: "\""):
                cursor.advance()
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try readEscape()
            default: text.append(try readVisible(byte, isOneLine: start))
            }
        }
        throw .error("this text is never closed", at: start)
    }

    mutating func readLiteralString() throws(Diagnostic) -> String {
        let start = cursor.location()
        cursor.advance()
        let first = cursor.offset
        while let byte = cursor.byte {
            if byte == UInt8(ascii: "'") {
                let text = cursor.text(from: first)
                cursor.advance()
                return text
            }
            _ = try readVisible(byte, isOneLine: start)
        }
        throw .error("this text is never closed", at: start)
    }

    mutating func readBasicLines() throws(Diagnostic) -> String {
        try readLines(quote: UInt8(ascii: "\""), hasEscapes: true)
    }

    mutating func readLiteralLines() throws(Diagnostic) -> String {
        try readLines(quote: UInt8(ascii: "'"), hasEscapes: false)
    }

    /// A text of several lines; the line break right after the opening quotes is no part of it.
    private mutating func readLines(quote: UInt8, hasEscapes: Bool) throws(Diagnostic) -> String {
        let start = cursor.location()
        cursor.advance(3)
        _ = cursor.skipLineBreak()
        var text: [UInt8] = []
        while let byte = cursor.byte {
            if byte == quote {
                var count = 0
                while cursor.byte(after: count) == quote { count += 1 }
                if count >= 3 {
                    // One or two quotes may stand right before the closing three.
                    guard count <= 5 else { break }
                    text += Array(repeating: quote, count: count - 3)
                    cursor.advance(count)
                    return String(decoding: text, as: UTF8.self)
                }
                text += Array(repeating: quote, count: count)
                cursor.advance(count)
            } else if hasEscapes, byte == UInt8(ascii: "\\") {
                if !skipLineContinuation() { text += try readEscape() }
            } else if cursor.skipLineBreak() {
                text.append(UInt8(ascii: "\n"))
            } else {
                text.append(try readVisible(byte, isOneLine: nil))
            }
        }
        throw .error("this text is never closed", at: start)
    }

    /// A backslash at the end of a line takes away all blanks and line breaks up to the next word.
    private mutating func skipLineContinuation() -> Bool {
        var ahead = cursor
        ahead.advance()
        ahead.skipBlanks()
        guard ahead.skipLineBreak() else { return false }
        repeat { ahead.skipBlanks() } while ahead.skipLineBreak()
        cursor = ahead
        return true
    }

    /// One byte that stands for itself; `isOneLine` is where a text began that ends with its line.
    private mutating func readVisible(_ byte: UInt8, isOneLine start: SourceLocation?) throws(Diagnostic)
        -> UInt8
    {
        if let start, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            throw .error("this text is not closed on its line", at: start)
        }
        guard byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") else {
            throw .error(
                "a control character in a text",
                at: cursor.location(),
                hint: "write it as an escape"
            )
        }
        cursor.advance()
        return byte
    }

    private mutating func readEscape() throws(Diagnostic) -> [UInt8] {
        let location = cursor.location()
        let mark = cursor.byte(after: 1)
        cursor.advance(mark == nil ? 1 : 2)
        switch mark {
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "\""): return [0x22]
        case UInt8(ascii: "\\"): return [0x5C]
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let width = mark == UInt8(ascii: "u") ? 4 : 8
            let start = cursor.offset
            for _ in 0..<width where cursor.byte.map(Self.isHexadecimal) == true { cursor.advance() }
            guard cursor.offset - start == width,
                let scalar = UInt32(cursor.text(from: start), radix: 16).flatMap(Unicode.Scalar.init)
            else { break }
            return Array(String(scalar).utf8)
        case .some, nil: break
        }
        throw .error(
            "an escape that TOML does not know",
            at: location,
            hint: "escapes are \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX; a text in ' has none"
        )
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }
}
