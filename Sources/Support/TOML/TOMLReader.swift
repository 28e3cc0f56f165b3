internal import Diagnostics
internal import Values

/// Walks over the text once, from its first byte to its last.
struct TOMLReader {
    let limits: TOMLLimits
    var cursor: TOMLCursor
    private let root: TOMLTable
    /// The table that keys are written to.
    private var current: TOMLTable
    /// How many headers there were: dotted keys of one header do not add to those of another.
    private var header = 0

    init(file: SourceFile, limits: TOMLLimits) {
        self.limits = limits
        cursor = TOMLCursor(file)
        root = TOMLTable(.header, at: SourceLocation(file: file, line: 1, column: 1))
        current = root
    }

    mutating func document() throws(Diagnostic) -> Value {
        while cursor.byte != nil {
            cursor.skipBlanks()
            switch cursor.byte {
            case UInt8(ascii: "["): try readHeader()
            case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), nil: break
            case .some:
                try readPair(into: current, under: header)
            }
            try endLine()
        }
        return root.value
    }

    /// Steps over what may stand after a pair or a header: blanks, a comment, the end of the line.
    private mutating func endLine() throws(Diagnostic) {
        cursor.skipBlanks()
        try skipComment()
        guard cursor.byte != nil, !cursor.skipLineBreak() else { return }
        throw .error("expected the end of the line, not \(cursor.words)", at: cursor.location())
    }

    mutating func skipComment() throws(Diagnostic) {
        guard cursor.byte == UInt8(ascii: "#") else { return }
        while let byte = cursor.byte, byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\r"), cursor.byte(after: 1) == UInt8(ascii: "\n") { return }
            if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F {
                throw .error("a control character in a comment", at: cursor.location())
            }
            cursor.advance()
        }
    }

    // MARK: Tables

    private mutating func readHeader() throws(Diagnostic) {
        let start = cursor.location()
        let isArray = cursor.has("[[")
        cursor.advance(isArray ? 2 : 1)
        cursor.skipBlanks()
        let keys = try readKey()
        guard isArray ? cursor.has("]]") : cursor.has("]") else {
            throw .error(
                "expected `\(isArray ? "]]" : "]")`, not \(cursor.words)",
                at: cursor.location(),
                hint: "a table's name stands in brackets of its own, on one line"
            )
        }
        cursor.advance(isArray ? 2 : 1)
        header += 1
        var table = root
        for key in keys.dropLast() { table = try descend(into: key, of: table) }
        guard let last = keys.last else { return }
        current = try isArray ? append(last, to: table, at: start) : define(last, in: table, at: start)
    }

    /// A table on the way to another: made when it is not there.
    private func descend(into key: Key, of table: TOMLTable) throws(Diagnostic) -> TOMLTable {
        switch table[key.text]?.content {
        case nil:
            let inner = TOMLTable(.implied, at: key.location)
            table.set(key.text, .table(inner), at: key.location)
            return inner
        case .table(let inner) where inner.origin != .inline: return inner
        case .tables(let list):
            if let last = list.tables.last { return last }
            throw taken(key, in: table)
        case .table, .value: throw taken(key, in: table)
        }
    }

    private func define(_ key: Key, in table: TOMLTable, at start: SourceLocation) throws(Diagnostic)
        -> TOMLTable
    {
        switch table[key.text]?.content {
        case nil:
            let inner = TOMLTable(.header, at: start)
            table.set(key.text, .table(inner), at: key.location)
            return inner
        case .table(let inner) where inner.origin == .implied:
            inner.origin = .header
            return inner
        case .table, .tables, .value: throw taken(key, in: table)
        }
    }

    private func append(_ key: Key, to table: TOMLTable, at start: SourceLocation) throws(Diagnostic)
        -> TOMLTable
    {
        let inner = TOMLTable(.header, at: start)
        switch table[key.text]?.content {
        case nil: table.set(key.text, .tables(TOMLTables(inner)), at: key.location)
        case .tables(let list): list.tables.append(inner)
        case .table, .value: throw taken(key, in: table)
        }
        return inner
    }

    private func taken(_ key: Key, in table: TOMLTable) -> Diagnostic {
        .error(
            "`\(visible(shortened(key.text)))` is defined already, and cannot be added to here",
            at: key.location,
            notes: table[key.text].map { [.init("first defined here", at: $0.keyLocation)] } ?? []
        )
    }

    // MARK: Pairs

    /// Reads `key = value`; dotted keys make the tables on their way.
    mutating func readPair(into table: TOMLTable, under header: Int, depth: Int = 0) throws(Diagnostic) {
        let keys = try readKey()
        guard cursor.byte == UInt8(ascii: "=") else {
            throw .error("expected `=` after the key, not \(cursor.words)", at: cursor.location())
        }
        cursor.advance()
        cursor.skipBlanks()
        var table = table
        for key in keys.dropLast() {
            switch table[key.text]?.content {
            case nil:
                let inner = TOMLTable(.dotted(under: header), at: key.location)
                table.set(key.text, .table(inner), at: key.location)
                table = inner
            case .table(let inner) where inner.origin == .dotted(under: header): table = inner
            case .table, .tables, .value: throw taken(key, in: table)
            }
        }
        guard let last = keys.last else { return }
        guard table[last.text] == nil else { throw taken(last, in: table) }
        table.set(last.text, .value(try readValue(depth: depth)), at: last.location)
    }

    struct Key {
        let text: String
        let location: SourceLocation
    }

    /// A key of one or more parts, and the blanks after it.
    private mutating func readKey() throws(Diagnostic) -> [Key] {
        var keys: [Key] = []
        while true {
            let location = cursor.location()
            keys.append(Key(text: try readKeyPart(), location: location))
            guard keys.count <= limits.maximumDepth else {
                throw .error("a key of more than \(limits.maximumDepth) parts", at: location)
            }
            cursor.skipBlanks()
            guard cursor.byte == UInt8(ascii: ".") else { return keys }
            cursor.advance()
            cursor.skipBlanks()
        }
    }

    private mutating func readKeyPart() throws(Diagnostic) -> String {
        switch cursor.byte {
        case UInt8(ascii: "\"") where !cursor.has("\"\"\""): return try readBasicString()
        case UInt8(ascii: "'") where !cursor.has("'''"): return try readLiteralString()
        case .some(let byte) where Self.isBareKey(byte):
            let start = cursor.offset
            while let byte = cursor.byte, Self.isBareKey(byte) { cursor.advance() }
            return cursor.text(from: start)
        case .some, nil:
            throw .error(
                "expected a key, not \(cursor.words)",
                at: cursor.location(),
                hint: "letters, digits, `_` and `-`, or a text in quotes"
            )
        }
    }

    private static func isBareKey(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 && byte < 0x80
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
