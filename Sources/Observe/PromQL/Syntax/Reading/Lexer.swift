internal import GoText

/// Cuts a query into tokens, one at a time.
///
/// What a character means depends on where it stands: between braces there are no keywords, between brackets there
/// are spans of time. Messages are Prometheus', and so are their places.
struct Lexer {
    let bytes: [UInt8]
    private(set) var position = 0
    /// What was wrong, once a token of kind `failure` was given: there is none after it.
    private(set) var failure: ParseError?

    private var openParentheses = 0
    private var isInBraces = false
    private var isInBrackets = false
    private var sawColon = false
    private var sawDuration = false
    /// Right after a bracket, an operator or a parenthesis in brackets, where a span of time has to stand.
    private var expectsDuration = false

    init(_ text: String) { bytes = Array(text.utf8) }

    func text(_ range: TextRange) -> String { text(range.lowerBound..<range.upperBound) }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The byte at the position, or further on.
    func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    mutating func advance(by count: Int = 1) { position += count }

    mutating func next() -> Token {
        if failure != nil { return token(.end, from: bytes.count) }
        skipSpace()
        let start = position
        guard let byte = peek() else { return end() }
        if isInBraces { return inBraces(byte, from: start) }
        if isInBrackets, expectsDuration { return inDuration(byte, from: start) }
        return inExpression(byte, from: start)
    }

    private func token(_ kind: Token.Kind, from start: Int) -> Token {
        Token(kind: kind, range: TextRange(start, position))
    }

    /// A token of so many bytes from here on.
    private mutating func take(_ kind: Token.Kind, _ count: Int = 1) -> Token {
        position += count
        return token(kind, from: position - count)
    }

    mutating func fail(_ message: String, from start: Int, hint: String? = nil) -> Token {
        failure = ParseError(message, at: TextRange(start, bytes.count), hint: hint)
        return Token(kind: .failure, range: TextRange(start, bytes.count))
    }

    private mutating func end() -> Token {
        if isInBraces {
            return fail(
                "unexpected end of input inside braces",
                from: position,
                hint: "close the braces with `}`"
            )
        }
        if isInBrackets, expectsDuration {
            return fail("unexpected end of input in duration expression", from: position, hint: Hints.range)
        }
        if openParentheses > 0 {
            let missing = openParentheses == 1 ? "one `)` is" : "\(openParentheses) `)` are"
            return fail("unclosed left parenthesis", from: position, hint: "\(missing) missing")
        }
        if isInBrackets {
            return fail("unclosed left bracket", from: position, hint: "close the range with `]`")
        }
        return token(.end, from: position)
    }

    /// Spaces and comments; Prometheus knows no others.
    private mutating func skipSpace() {
        while let byte = peek() {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
                || byte == UInt8(ascii: "\r")
            {
                position += 1
            } else if byte == UInt8(ascii: "#"), !(isInBrackets && expectsDuration) {
                while let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
                    position += 1
                }
            } else {
                return
            }
        }
    }
}

extension Lexer {
    private mutating func inExpression(_ byte: UInt8, from start: Int) -> Token {
        switch Unicode.Scalar(byte) {
        case ",": return take(.comma)
        case "*": return take(.binary(.multiply))
        case "/": return take(.binary(.divide))
        case "%": return take(.binary(.modulo))
        case "+": return take(.binary(.add))
        case "-": return take(.binary(.subtract))
        case "^": return take(.binary(.power))
        case "@": return take(.at)
        case "=", "!", "<", ">": return comparison(byte, from: start)
        case "0"..."9": return numberOrDuration(from: start)
        case "." where peek(1)?.isDigit == true: return numberOrDuration(from: start)
        case "\"", "'": return string(byte, from: start)
        case "`": return rawString(from: start)
        case "(": return parenthesis()
        case ")": return closing()
        case "{":
            isInBraces = true
            return take(.openBrace)
        case "[": return bracket(from: start)
        case "]":
            guard isInBrackets else {
                position += 1
                return fail("unexpected right bracket ']'", from: start)
            }
            isInBrackets = false
            return take(.closeBracket)
        case "a"..."z", "A"..."Z", "_", ":":
            return isInBrackets ? inBrackets(byte, from: start) : word(from: start)
        default: return unexpected("unexpected character: ", from: start)
        }
    }

    private mutating func inBraces(_ byte: UInt8, from start: Int) -> Token {
        switch Unicode.Scalar(byte) {
        case ",": return take(.comma)
        case "\"", "'": return string(byte, from: start)
        case "`": return rawString(from: start)
        case "=": return peek(1) == UInt8(ascii: "~") ? take(.matches, 2) : take(.equal)
        case "!":
            if peek(1) == UInt8(ascii: "~") { return take(.doesNotMatch, 2) }
            if peek(1) == UInt8(ascii: "=") { return take(.binary(.notEqual), 2) }
            position += 1
            return unexpected("unexpected character after '!' inside braces: ", from: start)
        case "{": return fail("unexpected left brace '{'", from: start)
        case "}":
            isInBraces = false
            return take(.closeBrace)
        case "a"..."z", "A"..."Z", "_":
            while peek()?.isAlphanumeric == true { position += 1 }
            return token(.identifier, from: start)
        case "0"..."9", "-", ".":
            return unexpected("unexpected character inside braces: ", from: start, hint: Hints.labelValue)
        default: return unexpected("unexpected character inside braces: ", from: start)
        }
    }

    /// Where a span of time has to stand, operators and parentheses are those of its arithmetic.
    private mutating func inDuration(_ byte: UInt8, from start: Int) -> Token {
        switch Unicode.Scalar(byte) {
        case "]":
            isInBrackets = false
            return take(.closeBracket)
        case ":":
            guard sawDuration else {
                position += 1
                return fail(
                    "unexpected colon before duration in duration expression",
                    from: position,
                    hint: "a subquery needs its range before the colon: `[1h:5m]`"
                )
            }
            return colon(from: start)
        case "(": return parenthesis()
        case ")": return closing()
        case "+": return take(.binary(.add))
        case "-": return take(.binary(.subtract))
        case "*": return take(.binary(.multiply))
        case "/": return take(.binary(.divide))
        case "%": return take(.binary(.modulo))
        case "^": return take(.binary(.power))
        case ",": return take(.comma)
        case "0"..."9": return numberOrDuration(from: start)
        case "." where peek(1)?.isDigit == true: return numberOrDuration(from: start)
        default:
            if let word = durationWord(from: start) { return word }
            return unexpected(
                "unexpected character in duration expression: ",
                from: start,
                fallback: Hints.range
            )
        }
    }

    /// After a span of time between brackets.
    private mutating func inBrackets(_ byte: UInt8, from start: Int) -> Token {
        if byte == UInt8(ascii: ":") {
            guard !sawColon else {
                position += 1
                return fail("unexpected colon ':'", from: start)
            }
            return colon(from: start)
        }
        if let word = durationWord(from: start) { return word }
        position += 1
        let message = "unexpected character: \(GoText.quoted(Unicode.Scalar(byte))), expected ':'"
        return fail(message, from: start, hint: Hints.range)
    }

    private mutating func colon(from start: Int) -> Token {
        sawColon = true
        return take(.colon)
    }

    /// `step`, `range`, `min_of` and `max_of` between brackets.
    private mutating func durationWord(from start: Int) -> Token? {
        var end = start
        while end < bytes.count, bytes[end].isAlphanumeric { end += 1 }
        switch text(start..<end).lowercased() {
        case "step", "range":
            position = end
            return token(.preprocessor, from: start)
        case "min_of", "max_of":
            position = end
            return token(.identifier, from: start)
        default: return nil
        }
    }

    private mutating func parenthesis() -> Token {
        openParentheses += 1
        return take(.openParenthesis)
    }

    private mutating func closing() -> Token {
        openParentheses -= 1
        let token = take(.closeParenthesis)
        guard openParentheses < 0 else { return token }
        return fail("unexpected right parenthesis ')'", from: position, hint: Hints.extraParenthesis)
    }

    private mutating func bracket(from start: Int) -> Token {
        guard !isInBrackets else {
            position += 1
            return fail("unexpected left bracket '['", from: start)
        }
        (isInBrackets, expectsDuration, sawColon, sawDuration) = (true, true, false, false)
        return take(.openBracket)
    }

    private mutating func comparison(_ byte: UInt8, from start: Int) -> Token {
        let isDouble = peek(1) == UInt8(ascii: "=")
        switch Unicode.Scalar(byte) {
        case "<": return isDouble ? take(.binary(.lessOrEqual), 2) : take(.binary(.less))
        case ">": return isDouble ? take(.binary(.greaterOrEqual), 2) : take(.binary(.greater))
        case "=":
            if isDouble { return take(.binary(.equal), 2) }
            guard peek(1) == UInt8(ascii: "~") else { return take(.equal) }
            position += 1
            return fail("unexpected character after '=': '~'", from: start, hint: Hints.regexOutsideBraces)
        default:
            if isDouble { return take(.binary(.notEqual), 2) }
            position += 1
            let hint = peek() == UInt8(ascii: "~") ? Hints.regexOutsideBraces : Hints.negation
            return unexpected("unexpected character after '!': ", from: start, hint: hint)
        }
    }

    /// A name or a word of the language.
    private mutating func word(from start: Int) -> Token {
        var hasColon = false
        while let byte = peek(), byte.isAlphanumeric || byte == UInt8(ascii: ":") {
            if byte == UInt8(ascii: ":") { hasColon = true }
            position += 1
        }
        if hasColon { return token(.metricIdentifier, from: start) }
        guard position - start <= Token.longestWord else { return token(.identifier, from: start) }
        let word = text(start..<position)
        let lowercased = bytes[start..<position].contains { $0.isUppercase } ? word.lowercased() : word
        guard let kind = Token.word(lowercased) else { return token(.identifier, from: start) }
        if case .keyword(let keyword) = kind, keyword.needsParenthesis, !isFollowedByParenthesis {
            return token(.identifier, from: start)
        }
        return token(kind, from: start)
    }

    private var isFollowedByParenthesis: Bool {
        bytes[position...].first { !$0.isSpace } == UInt8(ascii: "(")
    }

    /// Complains about the character at the position, which is taken.
    mutating func unexpected(
        _ message: String,
        from start: Int,
        hint: String? = nil,
        fallback: String? = nil
    ) -> Token {
        let scalar = takeScalar()
        let hint = hint ?? Hints.character(scalar) ?? fallback
        return fail(message + GoText.quoted(scalar ?? "\u{FFFD}"), from: start, hint: hint)
    }

    /// The character at the position; `nil` at the end.
    mutating func takeScalar() -> Unicode.Scalar? {
        let scalar = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
            .unicodeScalars.first
        if let scalar { position += min(UTF8.width(scalar), bytes.count - position) }
        return scalar
    }

    /// Remembers that a span of time was read between brackets.
    mutating func noteDuration() {
        sawDuration = true
        expectsDuration = false
    }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    var isUppercase: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
    var isSpace: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n")
            || self == UInt8(ascii: "\r")
    }

    /// A letter, a digit or an underscore, in ASCII.
    var isAlphanumeric: Bool {
        isDigit || self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= self | 0x20
    }
}
