internal import Diagnostics

/// Walks over the text once, from its first byte to its last.
struct JSONReader {
    let file: SourceFile
    private let limits: JSONLimits
    private var cursor: JSONCursor
    private var problems: [Diagnostic] = []

    init(file: SourceFile, limits: JSONLimits) {
        self.file = file
        self.limits = limits
        cursor = JSONCursor(file)
    }

    mutating func read() throws(InvalidInput) -> Value {
        var result = Value.null
        do throws(Diagnostic) {
            cursor.skipBlanks()
            guard cursor.byte != nil else {
                throw .error("the file is empty, not JSON", at: cursor.location())
            }
            result = try value(depth: 0)
            cursor.skipBlanks()
            guard cursor.byte == nil else { throw unexpectedEnding() }
        } catch {
            problems.append(error)
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        return result
    }

    private mutating func value(depth: Int) throws(Diagnostic) -> Value {
        let location = cursor.location()
        switch cursor.byte {
        case UInt8(ascii: "{"): return Value(.object(try object(from: location, depth: depth)), at: location)
        case UInt8(ascii: "["): return Value(.array(try array(from: location, depth: depth)), at: location)
        case UInt8(ascii: "\""): return Value(.string(try cursor.string()), at: location)
        case .some(let byte) where byte == UInt8(ascii: "-") || JSONCursor.isDigit(byte):
            return Value(.number(try cursor.number()), at: location)
        case .some: break
        case nil: throw .error("the text ends where a value is expected", at: location)
        }
        if cursor.skip("null") { return Value(.null, at: location) }
        if cursor.skip("true") { return Value(.bool(true), at: location) }
        if cursor.skip("false") { return Value(.bool(false), at: location) }
        throw cursor.noValue()
    }

    private mutating func array(from start: SourceLocation, depth: Int) throws(Diagnostic) -> [Value] {
        try enter(depth, at: start)
        var values: [Value] = []
        while try hasMore(in: "list", closedBy: "]", from: start, isFirst: values.isEmpty) {
            values.append(try value(depth: depth + 1))
        }
        return values
    }

    private mutating func object(from start: SourceLocation, depth: Int) throws(Diagnostic) -> Object {
        try enter(depth, at: start)
        var object = Object()
        var isFirst = true
        while try hasMore(in: "object", closedBy: "}", from: start, isFirst: isFirst) {
            isFirst = false
            let keyLocation = cursor.location()
            guard cursor.byte == UInt8(ascii: "\"") else { throw cursor.noKey() }
            let key = try cursor.string()
            cursor.skipBlanks()
            guard cursor.byte == UInt8(ascii: ":") else { throw missingColon(after: key) }
            cursor.advance()
            cursor.skipBlanks()
            let value = try value(depth: depth + 1)
            if let first = object.member(key) {
                try report(
                    .error(
                        "duplicate key \(shortened(key).json)",
                        at: keyLocation,
                        notes: [.init("first used here", at: first.keyLocation)]
                    )
                )
            } else {
                object.set(key, to: value, keyLocation: keyLocation)
            }
        }
        return object
    }

    /// Steps over the opening bracket or the comma; false once the closing bracket is passed.
    private mutating func hasMore(
        in kind: String,
        closedBy closing: Unicode.Scalar,
        from start: SourceLocation,
        isFirst: Bool
    ) throws(Diagnostic) -> Bool {
        if isFirst {
            cursor.advance()
        } else {
            cursor.skipBlanks()
        }
        if isFirst { cursor.skipBlanks() }
        if cursor.byte == UInt8(ascii: closing) {
            cursor.advance()
            return false
        }
        if cursor.byte == nil { throw truncated(kind, from: start) }
        if isFirst, cursor.byte != UInt8(ascii: ",") { return true }
        let comma = cursor.location()
        guard cursor.byte == UInt8(ascii: ",") else { throw missingComma(in: kind, closedBy: closing) }
        if isFirst {
            throw .error("a comma stands where the first value of this \(kind) is expected", at: comma)
        }
        cursor.advance()
        cursor.skipBlanks()
        switch cursor.byte {
        case UInt8(ascii: closing):
            throw .error(
                "a comma before the closing `\(closing)`",
                at: comma,
                hint: "remove it: JSON has no trailing commas"
            )
        case nil: throw truncated(kind, from: start)
        default: return true
        }
    }

    private mutating func report(_ problem: Diagnostic) throws(Diagnostic) {
        guard problems.count < 1000 else { throw problem }
        problems.append(problem)
    }

    private func enter(_ depth: Int, at location: SourceLocation) throws(Diagnostic) {
        guard depth >= limits.maximumDepth else { return }
        throw .error("nested more than \(limits.maximumDepth) levels deep", at: location)
    }
}

// MARK: What is wrong

extension JSONReader {
    private mutating func truncated(_ kind: String, from start: SourceLocation) -> Diagnostic {
        .error(
            "the text ends before this \(kind) is closed",
            at: cursor.location(),
            notes: [.init("the \(kind) starts here", at: start)]
        )
    }

    private mutating func missingComma(in kind: String, closedBy closing: Unicode.Scalar) -> Diagnostic {
        if let comment = cursor.comment() { return comment }
        switch cursor.byte {
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            return .error("expected `\(closing)` to close this \(kind)", at: cursor.location())
        case UInt8(ascii: ":") where kind == "list":
            return .error("a list has no keys", at: cursor.location(), hint: "use `{` and `}` around keys")
        default:
            return .error("expected `,` or `\(closing)` after this value", at: cursor.location())
        }
    }

    private mutating func missingColon(after key: String) -> Diagnostic {
        if let comment = cursor.comment() { return comment }
        let found = cursor.byte == UInt8(ascii: "=") ? ", not `=`" : ""
        return .error("expected `:` after the key \(shortened(key).json)\(found)", at: cursor.location())
    }

    private mutating func unexpectedEnding() -> Diagnostic {
        if let comment = cursor.comment() { return comment }
        return .error(
            "the value has ended, but more text follows",
            at: cursor.location(),
            hint: "a JSON text holds one value"
        )
    }
}
