internal import GoText
internal import LinearRegex
internal import SampleStore

extension QueryReader {
    /// The braces after a metric's name, or instead of one.
    mutating func selector(name: String?, from start: TextRange) throws(ParseError) -> Expression {
        var labels: [LabelMatcher] = []
        if current.kind == .openBrace {
            advance()
            labels = try matchers()
        }
        return Expression(.selector(VectorSelector(name: name, labels: labels)), at: range(from: start))
    }

    /// Up to the closing brace; a comma may stand before it.
    private mutating func matchers() throws(ParseError) -> [LabelMatcher] {
        var matchers: [LabelMatcher] = []
        while current.kind != .closeBrace {
            if let matcher = try matcher() { matchers.append(matcher) }
            if current.kind == .comma {
                advance()
            } else if current.kind != .closeBrace {
                throw unexpected("label matching", expected: #""," or "}""#)
            }
        }
        advance()
        return matchers
    }

    /// `name="value"`, `"a.name"=~"…"` or a quoted metric name; `nil` for one that was complained about.
    private mutating func matcher() throws(ParseError) -> LabelMatcher? {
        let label = current
        guard label.kind == .identifier || label.kind == .string else {
            throw unexpected("label matching", expected: #"identifier or "}""#)
        }
        advance()
        let name = label.kind == .string ? unquoted(label) : text(of: label)
        let operation: Matcher.Operation
        switch current.kind {
        case .equal: operation = .equal
        case .binary(.notEqual): operation = .notEqual
        case .matches: operation = .matches
        case .doesNotMatch: operation = .doesNotMatch
        default:
            guard label.kind == .string else {
                throw unexpected("label matching", expected: "label matching operator")
            }
            return LabelMatcher(Matcher("__name__", equals: name), at: label.range)
        }
        advance()
        guard current.kind == .string else {
            let hint = current.kind == .identifier ? Hints.labelValue : nil
            throw unexpected("label matching", expected: "string", hint: hint)
        }
        let value = unquoted(current)
        advance()
        do throws(RegexError) {
            return LabelMatcher(try Matcher(name, operation, value), at: range(from: label.range))
        } catch {
            errors.append(ParseError("\(error)", at: range(from: label.range), hint: Hints.regex(value)))
            return nil
        }
    }

    /// `[5m]` after a selector, `[1h:1m]` after any instant vector.
    mutating func rangeOrSubquery(_ operand: Expression) throws(ParseError) -> Expression {
        let bracket = current.range
        advance()
        let durations = "number, duration, step(), or range()"
        let window = try bracketedDuration(in: "subquery or range selector", expected: durations)
        if current.kind == .closeBracket {
            advance()
            return try rangeSelector(operand, window, brackets: range(from: bracket))
        }
        try take(.colon, context: "subquery or range", expected: #"":" or "]""#)
        var step: QueryDuration?
        if current.kind != .closeBracket {
            let durations = #"number, duration, step(), range(), or "]""#
            step = try bracketedDuration(in: "subquery selector", expected: durations)
        }
        try take(.closeBracket, context: "subquery selector", expected: #""]""#)
        let subquery = Subquery(operand, window: window, step: step)
        return try node(.subquery(subquery), at: range(from: operand.range))
    }

    private mutating func rangeSelector(
        _ operand: Expression,
        _ window: QueryDuration,
        brackets: TextRange
    ) throws(ParseError) -> Expression {
        guard case .selector(let selector) = operand.kind else {
            let hint = Hints.rangeOfExpression(operand, brackets.text(in: lexer))
            throw ParseError("ranges only allowed for vector selectors", at: brackets, hint: hint)
        }
        if selector.moment.offset != .fixed(milliseconds: 0) {
            let hint = "write the range first: `metric[5m] offset 1h`"
            errors.append(ParseError("no offset modifiers allowed before range", at: brackets, hint: hint))
        } else if selector.moment.anchor != nil {
            let hint = "write the range first: `metric[5m] @ end()`"
            errors.append(ParseError("no @ modifiers allowed before range", at: brackets, hint: hint))
        }
        let range = RangeSelector(selector, at: operand.range, window: window)
        return Expression(.range(range), at: self.range(from: operand.range))
    }
}

extension TextRange {
    fileprivate func text(in lexer: Lexer) -> String { lexer.text(self) }
}
