internal import GoText

/// Cuts a template into tokens as Go's `text/template/parse` does: trim markers and comments are gone afterwards.
struct TemplateLexer {
    struct Problem: Error {
        let reason: String
        let offset: Int
    }

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private(set) var tokens: [TemplateToken] = []

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func tokens(of text: String) throws(Problem) -> [TemplateToken] {
        var lexer = TemplateLexer(Array(text.utf8))
        try lexer.run()
        return lexer.tokens
    }

    private mutating func run() throws(Problem) {
        var trimsStart = false
        while true {
            if trimsStart { skip(while: Self.isSpace) }
            let start = position
            let opening = nextOpening(from: start)
            var end = opening ?? bytes.count
            let trimsEnd = opening.map { hasTrimMarker(after: $0 + 2) } ?? false
            if trimsEnd { while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 } }
            if end > start { add(.text, from: start, to: end) }
            guard let opening else { break }
            position = opening + 2 + (trimsEnd ? 2 : 0)
            if starts("/*") {
                trimsStart = try comment(from: opening)
                continue
            }
            tokens.append(TemplateToken(kind: .leftDelimiter, text: "{{", offset: opening))
            trimsStart = try action()
        }
        tokens.append(TemplateToken(kind: .end, text: "", offset: bytes.count))
    }

    /// Skips a comment; tells whether the text after it is trimmed.
    private mutating func comment(from opening: Int) throws(Problem) -> Bool {
        var end = position + 2
        while end < bytes.count, !(bytes[end] == UInt8(ascii: "*") && at(end + 1) == UInt8(ascii: "/")) {
            end += 1
        }
        guard end < bytes.count else { throw Problem(reason: "unclosed comment", offset: opening) }
        position = end + 2
        if starts("}}") {
            position += 2
            return false
        }
        if Self.isSpace(at(position)), starts("-}}", at: position + 1) {
            position += 4
            return true
        }
        throw Problem(reason: "comment ends before closing delimiter", offset: position)
    }

    /// Reads tokens up to the closing delimiter; tells whether the text after it is trimmed.
    private mutating func action() throws(Problem) -> Bool {
        depth = 0
        while true {
            let trims = Self.isSpace(at(position)) && starts("-}}", at: position + 1)
            if trims || starts("}}") {
                guard depth == 0 else { throw Problem(reason: "unclosed left paren", offset: position) }
                if trims { position += 2 }
                add(.rightDelimiter, length: 2)
                return trims
            }
            guard position < bytes.count else { throw Problem(reason: "unclosed action", offset: position) }
            try token()
        }
    }

    private mutating func token() throws(Problem) {
        let byte = bytes[position]
        switch byte {
        case _ where Self.isSpace(byte):
            let start = position
            skip(while: Self.isSpace)
            // The last space may belong to a trim marker.
            if starts("-}}"), position > start + 1 { position -= 1 }
            add(.space, from: start, to: position)
        case UInt8(ascii: "="): add(.assign, length: 1)
        case UInt8(ascii: ":"):
            guard at(position + 1) == UInt8(ascii: "=") else {
                throw Problem(reason: "expected :=", offset: position)
            }
            add(.declare, length: 2)
        case UInt8(ascii: "|"): add(.pipe, length: 1)
        case UInt8(ascii: "\""): try quoted(.string, "unterminated quoted string")
        case UInt8(ascii: "'"): try quoted(.character, "unterminated character constant")
        case UInt8(ascii: "`"): try raw()
        case UInt8(ascii: "$"): try name(.variable)
        case UInt8(ascii: "."):
            if Self.isDigit(at(position + 1)) { return try number() }
            guard Self.isWord(at(position + 1)) else { return add(.dot, length: 1) }
            try name(.field)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case UInt8(ascii: "("):
            depth += 1
            add(.leftParenthesis, length: 1)
        case UInt8(ascii: ")"):
            guard depth > 0 else { throw Problem(reason: "unexpected right paren", offset: position) }
            depth -= 1
            add(.rightParenthesis, length: 1)
        case _ where Self.isWord(byte): try name(.word)
        case 0x21...0x7E: add(.other, length: 1)
        default:
            throw Problem(
                reason: "unrecognized character in action: \(characterName(at: position))",
                offset: position
            )
        }
    }

    private mutating func quoted(_ kind: TemplateToken.Kind, _ problem: String) throws(Problem) {
        let mark = bytes[position]
        var end = position + 1
        while true {
            guard end < bytes.count, bytes[end] != UInt8(ascii: "\n") else {
                throw Problem(reason: problem, offset: position)
            }
            if bytes[end] == mark { break }
            end += bytes[end] == UInt8(ascii: "\\") && at(end + 1) != UInt8(ascii: "\n") ? 2 : 1
        }
        add(kind, from: position, to: end + 1)
    }

    private mutating func raw() throws(Problem) {
        guard let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "`")) else {
            throw Problem(reason: "unterminated raw quoted string", offset: position)
        }
        add(.rawString, from: position, to: end + 1)
    }

    /// A word, or one with a dot or a dollar sign before it.
    private mutating func name(_ kind: TemplateToken.Kind) throws(Problem) {
        let start = position
        position += 1
        skip(while: Self.isWord)
        guard position >= bytes.count || isTerminator else {
            throw Problem(reason: "bad character \(characterName(at: position))", offset: position)
        }
        add(kind, from: start, to: position)
    }

    private mutating func number() throws(Problem) {
        let start = position
        if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
        skip {
            Self.isWord($0) || $0 == UInt8(ascii: ".")
        }
        // The sign of an exponent.
        if position > start, at(position) == UInt8(ascii: "+") || at(position) == UInt8(ascii: "-") {
            let last = bytes[position - 1] | 0x20
            if last == UInt8(ascii: "e") || last == UInt8(ascii: "p") {
                position += 1
                skip(while: Self.isWord)
            }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text.utf8.contains(where: Self.isDigit), TemplateConstant(text) != nil else {
            throw Problem(reason: "bad number syntax: \(GoText.quoted(text))", offset: start)
        }
        add(.number, from: start, to: position)
    }

    // MARK: Bytes

    private var isTerminator: Bool {
        let byte = at(position)
        if Self.isSpace(byte) || starts("}}") { return true }
        return [".", ",", "|", ":", ")", "(", "="].contains { (mark: Unicode.Scalar) in
            byte == UInt8(ascii: mark)
        }
    }

    /// As the verb `%#U` prints it: `U+00A0`, `U+0021 '!'`.
    private func characterName(at offset: Int) -> String {
        let rest = String(decoding: bytes[offset...].prefix(4), as: UTF8.self)
        guard let scalar = rest.unicodeScalars.first else { return "EOF" }
        let number = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - number.utf8.count)) + number
        return GoText.isPrinted(scalar) ? "\(code) '\(scalar)'" : code
    }

    private func nextOpening(from start: Int) -> Int? {
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") { return index }
            index += 1
        }
        return nil
    }

    private func hasTrimMarker(after offset: Int) -> Bool {
        at(offset) == UInt8(ascii: "-") && Self.isSpace(at(offset + 1))
    }

    private func at(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private func starts(_ text: StaticString, at offset: Int? = nil) -> Bool {
        let start = offset ?? position
        let count = text.utf8CodeUnitCount
        guard start + count <= bytes.count else { return false }
        return bytes[start..<start + count].elementsEqual(
            UnsafeBufferPointer(start: text.utf8Start, count: count)
        )
    }

    private mutating func skip(while holds: (UInt8) -> Bool) {
        while position < bytes.count, holds(bytes[position]) { position += 1 }
    }

    private mutating func add(_ kind: TemplateToken.Kind, length: Int) {
        add(kind, from: position, to: position + length)
    }

    private mutating func add(_ kind: TemplateToken.Kind, from start: Int, to end: Int) {
        let end = min(end, bytes.count)
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        tokens.append(TemplateToken(kind: kind, text: text, offset: start))
        position = kind == .text ? position : end
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\n")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// ASCII letters, digits and the underscore; bytes of other letters are refused with their place.
    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
    }
}
