internal import Diagnostics
internal import Values

extension TOMLReader {
    mutating func readValue(depth: Int) throws(Diagnostic) -> Value {
        let location = cursor.location()
        guard depth < limits.maximumDepth else {
            throw .error("values more than \(limits.maximumDepth) deep inside one another", at: location)
        }
        switch cursor.byte {
        case UInt8(ascii: "\""):
            let text = try cursor.has("\"\"\"") ? readBasicLines() : readBasicString()
            return Value(.string(text), at: location)
        case UInt8(ascii: "'"):
            let text = try cursor.has("'''") ? readLiteralLines() : readLiteralString()
            return Value(.string(text), at: location)
        case UInt8(ascii: "["): return Value(.array(try readArray(depth: depth)), at: location)
        case UInt8(ascii: "{"):
            let table = TOMLTable(.inline, at: location)
            try readInlineTable(into: table, depth: depth)
            return table.value
        case .some, nil: return Value(try readScalar(), at: location)
        }
    }

    /// Line breaks and comments may stand between the elements, and a comma after the last.
    private mutating func readArray(depth: Int) throws(Diagnostic) -> [Value] {
        let start = cursor.location()
        cursor.advance()
        var values: [Value] = []
        while true {
            try skipSpace()
            if cursor.byte == UInt8(ascii: "]") { break }
            guard cursor.byte != nil else { throw .error("this list is never closed", at: start) }
            values.append(try readValue(depth: depth + 1))
            try skipSpace()
            if cursor.byte == UInt8(ascii: "]") { break }
            guard cursor.byte == UInt8(ascii: ",") else {
                guard cursor.byte != nil else { throw .error("this list is never closed", at: start) }
                throw .error("expected `,` or `]`, not \(cursor.words)", at: cursor.location())
            }
            cursor.advance()
        }
        cursor.advance()
        return values
    }

    private mutating func skipSpace() throws(Diagnostic) {
        repeat {
            cursor.skipBlanks()
            try skipComment()
        } while cursor.skipLineBreak()
    }

    /// On one line, without a comma after the last pair (TOML 1.0.0, "Inline Table").
    private mutating func readInlineTable(into table: TOMLTable, depth: Int) throws(Diagnostic) {
        cursor.advance()
        cursor.skipBlanks()
        if cursor.byte == UInt8(ascii: "}") {
            cursor.advance()
            return
        }
        while true {
            // No header has this number: dotted keys of one inline table add to each other and to no other.
            try readPair(into: table, under: -1, depth: depth + 1)
            cursor.skipBlanks()
            let mark = cursor.byte
            guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: "}") else {
                throw .error("expected `,` or `}`, not \(cursor.words)", at: cursor.location())
            }
            cursor.advance()
            if mark == UInt8(ascii: "}") { return }
            cursor.skipBlanks()
            if cursor.byte == UInt8(ascii: "}") {
                throw .error("no `,` may stand after the last pair of an inline table", at: cursor.location())
            }
        }
    }

    /// A boolean, a number, a date or a time.
    private mutating func readScalar() throws(Diagnostic) -> Value.Content {
        let location = cursor.location()
        let start = cursor.offset
        while let byte = cursor.byte, TOMLScalar.isPart(byte) { cursor.advance() }
        // A date and a time may have a blank between them.
        if cursor.byte == UInt8(ascii: " "), TOMLDate.isDate(cursor.text(from: start)),
            let next = cursor.byte(after: 1), Self.isDigit(next)
        {
            cursor.advance()
            while let byte = cursor.byte, TOMLScalar.isPart(byte) { cursor.advance() }
        }
        let text = cursor.text(from: start)
        guard !text.isEmpty else { throw .error("expected a value, not \(cursor.words)", at: location) }
        guard let content = TOMLScalar.content(of: text) else {
            throw .error(
                "`\(visible(shortened(text)))` is no value",
                at: location,
                hint: TOMLScalar.hint(for: text)
            )
        }
        return content
    }
}
