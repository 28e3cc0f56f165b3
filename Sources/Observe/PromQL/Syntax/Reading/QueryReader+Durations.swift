extension QueryReader {
    /// A span of time between brackets, which has to be positive.
    mutating func bracketedDuration(
        in context: String,
        expected: String
    ) throws(ParseError) -> QueryDuration {
        let words = DurationWords(context: context, expected: expected)
        let expression = try duration(0, words)
        guard case .number(let literal) = expression.kind else { return .computed(expression) }
        let milliseconds = try milliseconds(literal, at: expression.range)
        guard milliseconds > 0 else {
            throw ParseError("duration must be greater than 0", at: expression.range)
        }
        return .fixed(milliseconds: milliseconds)
    }

    /// A span of time after `offset`: arithmetic needs parentheses there, or it would be that of the vectors.
    mutating func offsetDuration() throws(ParseError) -> QueryDuration {
        let words = DurationWords(context: "offset", expected: "number, duration, step(), or range()")
        let expression = try signedDuration(words) { reader throws(ParseError) in
            try reader.durationPrimary(words)
        }
        guard case .number(let literal) = expression.kind else { return .computed(expression) }
        return .fixed(milliseconds: try milliseconds(literal, at: expression.range))
    }

    /// The words for what is no span of time.
    private struct DurationWords {
        let context: String
        let expected: String
    }

    /// Whole milliseconds, of nanoseconds that have to fit, as in Prometheus.
    private func milliseconds(_ literal: NumberLiteral, at range: TextRange) throws(ParseError) -> Int64 {
        let nanoseconds = (literal.value * 1e9).rounded(.toNearestOrAwayFromZero)
        guard let whole = Int64(exactly: nanoseconds) else {
            throw ParseError("duration out of range", at: range)
        }
        return whole / 1_000_000
    }

    private mutating func duration(_ minimum: Int, _ words: DurationWords) throws(ParseError)
        -> DurationExpression
    {
        try enter()
        defer { leave() }
        var left = try signedDuration(words) { reader throws(ParseError) in
            try reader.duration(BinaryOperator.power.precedence, words)
        }
        while case .binary(let symbol) = current.kind, symbol.precedence >= minimum,
            let operation = DurationExpression.Operator(rawValue: symbol.rawValue)
        {
            try allowDurationExpressions(at: left.range)
            let place = current.range
            advance()
            let right = try duration(symbol == .power ? symbol.precedence : symbol.precedence + 1, words)
            if case .number(let divisor) = right.kind, divisor.value == 0 {
                if operation == .divide { throw ParseError("division by zero", at: place) }
                if operation == .modulo { throw ParseError("modulo by zero", at: place) }
            }
            let range = TextRange(from: left.range, through: right.range)
            left = DurationExpression(.binary(operation, left, right), at: range)
            if left.depth > options.maximumDepth { throw tooDeep(options.maximumDepth, at: range) }
        }
        return left
    }

    /// A sign, and what the closure reads when there is one; else a single span of time.
    private mutating func signedDuration(
        _ words: DurationWords,
        operand: (inout Self) throws(ParseError) -> DurationExpression
    ) throws(ParseError) -> DurationExpression {
        let isNegative = current.kind == .binary(.subtract)
        guard isNegative || current.kind == .binary(.add) else { return try durationPrimary(words) }
        let start = current.range
        advance()
        let operand = try operand(&self)
        let range = TextRange(from: start, through: operand.range)
        guard isNegative else { return DurationExpression(operand.kind, at: range) }
        if case .number(var literal) = operand.kind {
            literal.value.negate()
            return DurationExpression(.number(literal), at: range)
        }
        return DurationExpression(.negated(operand), at: range)
    }

    private mutating func durationPrimary(_ words: DurationWords) throws(ParseError) -> DurationExpression {
        let token = current
        switch token.kind {
        case .number, .duration:
            advance()
            return DurationExpression(.number(try number(token)), at: token.range)
        case .openParenthesis:
            advance()
            let inner = try duration(0, words)
            try take(.closeParenthesis, context: words.context, expected: words.expected)
            try allowDurationExpressions(at: inner.range)
            return DurationExpression(.parentheses(inner), at: range(from: token.range))
        case .preprocessor:
            guard let kind = Self.queryLengths[text(of: token).lowercased()] else { break }
            advance()
            try take(.openParenthesis, context: words.context, expected: words.expected)
            try take(.closeParenthesis, context: words.context, expected: words.expected)
            try allowDurationExpressions(at: range(from: token.range))
            return DurationExpression(kind, at: range(from: token.range))
        case .identifier:
            let name = text(of: token).lowercased()
            guard name == "min_of" || name == "max_of" else { break }
            advance()
            let (left, right) = try durationPair(words)
            try allowDurationExpressions(at: range(from: token.range))
            let kind: DurationExpression.Kind =
                name == "min_of" ? .minimum(left, right) : .maximum(left, right)
            return DurationExpression(kind, at: range(from: token.range))
        default: break
        }
        throw unexpected(words.context, expected: words.expected)
    }

    private mutating func durationPair(
        _ words: DurationWords
    ) throws(ParseError) -> (DurationExpression, DurationExpression) {
        try take(.openParenthesis, context: words.context, expected: words.expected)
        let left = try duration(0, words)
        try take(.comma, context: words.context, expected: words.expected)
        let right = try duration(0, words)
        try take(.closeParenthesis, context: words.context, expected: words.expected)
        return (left, right)
    }

    private static let queryLengths: [String: DurationExpression.Kind] = ["step": .step, "range": .range]

    private func allowDurationExpressions(at range: TextRange) throws(ParseError) {
        guard !options.durationExpressions else { return }
        throw ParseError(
            "experimental duration expression is not enabled",
            at: range,
            hint: Hints.durationArithmetic
        )
    }
}
