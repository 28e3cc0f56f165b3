/// Reads a query by recursive descent, its operators by their precedence.
///
///     expression = unary {operator [modifiers] unary}      by precedence, `^` from the right
///     unary      = {"+" | "-"} postfix                     binding less than `^`, more than `*`
///     postfix    = primary {"[" … "]" | "offset" … | "@" … | "anchored" | "smoothed"}
///     primary    = number | string | "(" expression ")" | selector | call | aggregation
///
/// What is unexpected is told as the grammar of Prometheus tells it: by the innermost rule that has words for it.
struct QueryReader {
    var lexer: Lexer
    let options: ParserOptions
    private(set) var current: Token
    /// The token before the current one.
    private(set) var previous = Token(kind: .end, range: TextRange(0, 0))
    /// What is wrong without keeping the rest from being read.
    var errors: [ParseError] = []
    /// Aggregations that are being read: they have the words for what their arguments cannot be.
    var openAggregations = 0
    private var depth = 0

    init(_ text: String, _ options: ParserOptions) {
        lexer = Lexer(text)
        self.options = options
        current = lexer.next()
    }

    /// The whole text as one expression, its types not yet checked.
    mutating func query() throws(ParseError) -> Expression {
        if lexer.bytes.count > options.maximumLength {
            let message = "expression is longer than \(options.maximumLength) bytes"
            throw ParseError(message, at: TextRange(options.maximumLength, lexer.bytes.count))
        }
        if current.kind == .end {
            throw ParseError("no expression found in input", at: TextRange(0, 0))
        }
        let expression = try expression()
        guard current.kind == .end else { throw unexpected() }
        return expression
    }

    // MARK: Tokens

    mutating func advance() {
        previous = current
        current = lexer.next()
    }

    func text(of token: Token) -> String { lexer.text(token.range) }

    /// From the beginning of a token through the last one taken.
    func range(from start: TextRange) -> TextRange { TextRange(from: start, through: previous.range) }

    mutating func take(_ kind: Token.Kind, context: String = "", expected: String = "") throws(ParseError) {
        guard current.kind == kind else { throw unexpected(context, expected: expected) }
        advance()
    }

    /// Complains about the current token; what the lexer stumbled over goes first.
    func unexpected(_ context: String = "", expected: String = "", hint: String? = nil) -> ParseError {
        if let failure = lexer.failure, current.kind == .failure { return failure }
        let context = context.isEmpty && openAggregations > 0 ? "aggregation" : context
        var message = "unexpected \(current.description(in: lexer))"
        if !context.isEmpty { message += " in \(context)" }
        if !expected.isEmpty { message += ", expected \(expected)" }
        return ParseError(
            message,
            at: current.range,
            hint: hint ?? Hints.unexpected(current, after: previous, in: lexer)
        )
    }

    // MARK: Depth

    /// Reads what is nested one level deeper; ended by ``leave()``.
    mutating func enter() throws(ParseError) {
        depth += 1
        if depth > options.maximumNesting {
            throw tooDeep(options.maximumNesting, at: current.range, hint: nil)
        }
    }

    mutating func leave() { depth -= 1 }

    /// A node, refused when the tree below it is too deep: what walks it calls itself.
    func node(_ kind: Expression.Kind, at range: TextRange) throws(ParseError) -> Expression {
        let node = Expression(kind, at: range)
        if node.depth > options.maximumDepth { throw tooDeep(options.maximumDepth, at: range) }
        return node
    }

    func tooDeep(_ limit: Int, at range: TextRange, hint: String? = Hints.depth) -> ParseError {
        let message = "expression is nested more than \(limit) levels deep"
        return ParseError(message, at: range, hint: hint)
    }
}

extension QueryReader {
    mutating func expression(_ minimum: Int = 0) throws(ParseError) -> Expression {
        try enter()
        defer { leave() }
        var left = try unary()
        while case .binary(let symbol) = current.kind, symbol.precedence >= minimum {
            let start = current.range
            advance()
            let modifiers = try binaryModifiers()
            let symbolRange = range(from: start)
            // From the right: the same operator again belongs to the operand.
            let right = try expression(symbol == .power ? symbol.precedence : symbol.precedence + 1)
            left = try binary(symbol, left, right, modifiers, at: symbolRange)
        }
        return left
    }

    private func binary(
        _ symbol: BinaryOperator,
        _ left: Expression,
        _ right: Expression,
        _ modifiers: BinaryModifiers,
        at symbolRange: TextRange
    ) throws(ParseError) -> Expression {
        var matching: VectorMatching? = modifiers.matching
        if symbol.isSetOperator, modifiers.matching.cardinality == .oneToOne {
            matching?.cardinality = .manyToMany
        }
        let range = TextRange(from: left.range, through: right.range)
        if !options.fillModifiers, modifiers.matching.hasFill {
            throw ParseError("binop fill modifiers are experimental and not enabled", at: range)
        }
        let areVectors = left.type == .vector && right.type == .vector
        // One that says something between other types is left for the check of types to complain about.
        if !areVectors, !modifiers.matching.saysSomething { matching = nil }
        let operation = BinaryOperation(
            symbol,
            left,
            right,
            returnsBool: modifiers.returnsBool,
            matching: matching,
            symbolRange: symbolRange
        )
        return try node(.binary(operation), at: range)
    }

    private mutating func unary() throws(ParseError) -> Expression {
        let symbol: UnaryOperator
        switch current.kind {
        case .binary(.add): symbol = .plus
        case .binary(.subtract): symbol = .minus
        default: return try postfix(primary())
        }
        let start = current.range
        advance()
        let operand = try expression(BinaryOperator.power.precedence)
        let range = TextRange(from: start, through: operand.range)
        if case .number(var literal) = operand.kind {
            if symbol == .minus { literal.value.negate() }
            return Expression(.number(literal), at: range)
        }
        return try node(.unary(symbol, operand), at: range)
    }

    private mutating func primary() throws(ParseError) -> Expression {
        let token = current
        switch token.kind {
        case .number, .duration:
            advance()
            return Expression(.number(try number(token)), at: token.range)
        case .string:
            advance()
            return Expression(.string(unquoted(token)), at: token.range)
        case .openParenthesis:
            advance()
            let inner = try expression()
            try take(.closeParenthesis)
            return try node(.parentheses(inner), at: range(from: token.range))
        case .openBrace: return try selector(name: nil, from: token.range)
        case .identifier, .preprocessor:
            advance()
            if current.kind == .openParenthesis { return try call(token) }
            return try selector(name: text(of: token), from: token.range)
        case .aggregator(let symbol): return try aggregation(symbol)
        case .metricIdentifier, .binary(.and), .binary(.or), .binary(.unless), .keyword(.by),
            .keyword(.without), .keyword(.offset), .keyword(.anchored), .keyword(.smoothed):
            advance()
            return try selector(name: text(of: token), from: token.range)
        case .end, .failure, .comma, .colon, .equal, .matches, .doesNotMatch, .at, .closeParenthesis,
            .closeBrace, .openBracket, .closeBracket, .binary, .keyword:
            throw unexpected()
        }
    }

    private mutating func postfix(_ operand: Expression) throws(ParseError) -> Expression {
        var operand = operand
        while true {
            switch current.kind {
            case .openBracket: operand = try rangeOrSubquery(operand)
            case .keyword(.offset): operand = try offset(operand)
            case .at: operand = try anchor(operand)
            case .keyword(.anchored): operand = try boundary(.anchored, operand)
            case .keyword(.smoothed): operand = try boundary(.smoothed, operand)
            default: return operand
            }
        }
    }
}

extension Token {
    /// As Prometheus' messages name it: `<by>`, `<op:*>`, `identifier "foo"`, `end of input`.
    func description(in lexer: Lexer) -> String {
        let text = lexer.text(range)
        switch kind {
        case .end: return "end of input"
        case .failure: return "error"
        case .keyword: return "<\(text)>"
        case .binary, .at, .matches, .doesNotMatch: return "<op:\(text)>"
        case .aggregator: return "<aggr:\(text)>"
        case .identifier: return "identifier \(quotedWhole(text))"
        case .metricIdentifier: return "metric identifier \(quotedWhole(text))"
        case .number: return "number \(quotedHead(text))"
        case .duration: return "duration \(quotedHead(text))"
        case .string: return "string \(quotedHead(text))"
        case .comma, .colon, .equal, .openParenthesis, .closeParenthesis, .openBrace, .closeBrace,
            .openBracket,
            .closeBracket, .preprocessor:
            return quotedHead(text)
        }
    }
}
