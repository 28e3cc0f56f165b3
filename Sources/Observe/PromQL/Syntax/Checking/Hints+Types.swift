internal import GoText

extension Hints {
    /// What to write where another type is wanted.
    static func instead(of expression: Expression, expected: ValueType) -> String? {
        switch (expected, expression.type) {
        case (.matrix, .vector):
            if case .selector = expression.withoutParentheses.kind {
                return "give it a range: `\(expression.withoutParentheses)[5m]`"
            }
            return "a range of an expression is a subquery: `(…)[5m:]`"
        case (.vector, .matrix):
            return
                "take the range away, or make a vector of it with a function such as `rate` or `last_over_time`"
        case (.vector, .scalar): return "make a vector of the number: `vector(…)`"
        case (.scalar, .vector): return "make a number of a vector that has one series: `scalar(…)`"
        case (.string, _): return "write a text in quotation marks: `\"…\"`"
        case (.scalar, .string): return "write a number without quotation marks"
        default: return nil
        }
    }

    static func subquery(of expression: Expression) -> String? {
        switch expression.type {
        case .matrix: "it is a range already: take one of the two ranges away, or put a function between them"
        case .scalar: "make a vector of the number: `vector(…)`"
        case .vector, .string: nil
        }
    }

    /// About a range after something that is no selector.
    static func rangeOfExpression(_ expression: Expression, _ brackets: String) -> String? {
        guard expression.type == .vector else { return nil }
        return "a range of an expression is a subquery, with a colon: `…\(brackets.dropLast()):]`"
    }

    /// About `offset` or `@` after something that looks at no time.
    static func modifier(_ written: String, of expression: Expression) -> String? {
        switch expression.kind {
        case .call, .aggregation, .binary, .unary, .parentheses:
            "put it after the selector inside, as in `rate(metric[5m] \(written))`"
        case .number, .string, .selector, .range, .subquery: nil
        }
    }

    static func regex(_ pattern: String) -> String? {
        if ["(?=", "(?!", "(?<=", "(?<!"].contains(where: pattern.contains) {
            return "RE2 has no lookaround: use `!~`, or two matchers"
        }
        if pattern.hasPrefix("*") { return "`*` repeats what stands before it: any text is `.*`" }
        return "the syntax is RE2's"
    }

    /// About a token that cannot stand where it does.
    static func unexpected(_ token: Token, after previous: Token, in lexer: Lexer) -> String? {
        switch token.kind {
        case .end: atEnd(after: previous)
        case .equal: equal(after: previous)
        case .keyword(.by), .keyword(.without):
            "it belongs to an aggregation: `sum \(lexer.text(token.range)) (label) (…)`"
        case .keyword(.on), .keyword(.ignoring), .keyword(.groupLeft), .keyword(.groupRight), .keyword(.bool):
            matching(token, after: previous, in: lexer)
        case .keyword(.offset): "it goes after a selector: `metric offset 5m`"
        case .openBrace: previous.kind == .closeBrace ? "all matchers go in one pair of braces" : nil
        case .identifier, .metricIdentifier, .aggregator, .preprocessor:
            word(token, after: previous, in: lexer)
        case .number, .duration, .string: number(token, after: previous)
        case .binary(let symbol): binary(symbol, after: previous)
        case .comma where previous.kind == .openParenthesis || previous.kind == .comma:
            "an argument is missing"
        case .closeParenthesis where isOperator(previous.kind): "an operand is missing"
        case .closeBracket where previous.kind == .openBracket: range
        default: nil
        }
    }

    private static func isOperator(_ kind: Token.Kind) -> Bool {
        if case .binary = kind { true } else { false }
    }

    private static func atEnd(after previous: Token) -> String? {
        switch previous.kind {
        case .binary: "an operand is missing at the end"
        case .keyword(.by), .keyword(.without), .keyword(.on), .keyword(.ignoring):
            "labels in parentheses are missing: `(job, instance)`"
        case .keyword(.offset): "a span of time is missing: `5m`"
        case .aggregator: "what to aggregate is missing: `(…)`"
        case .at: timestamp
        default: nil
        }
    }

    private static func equal(after previous: Token) -> String? {
        switch previous.kind {
        case .binary(.equal), .equal: "two equals signs compare: `==`"
        case .binary(.notEqual): "two characters compare: `!=`"
        case .binary(.less), .binary(.greater): nil
        default: "a comparison is written `==`; `=` belongs to labels, between braces"
        }
    }

    private static func matching(_ token: Token, after previous: Token, in lexer: Lexer) -> String? {
        let word = lexer.text(token.range)
        switch token.kind {
        case .keyword(.groupLeft), .keyword(.groupRight):
            return "it follows `on (…)` or `ignoring (…)`: `a * on (instance) \(word) (version) b`"
        case .keyword(.bool): return "it follows a comparison: `a > bool b`"
        default: return "it follows an operator: `a / \(word) (instance) b`"
        }
    }

    private static func word(_ token: Token, after previous: Token, in lexer: Lexer) -> String? {
        let word = lexer.text(token.range)
        let operators = [
            "AND": "and", "OR": "or", "NOT": "unless", "not": "unless", "in": "=~", "like": "=~",
        ]
        if let symbol = operators[word] { return "the operator is `\(symbol)`" }
        if case .aggregator(let symbol) = previous.kind {
            return "put what to aggregate in parentheses: `\(symbol.rawValue)(\(word))`"
        }
        switch previous.kind {
        case .identifier, .metricIdentifier, .closeParenthesis, .closeBrace, .closeBracket, .number,
            .duration,
            .string:
            return "an operator is missing before it"
        default: return nil
        }
    }

    private static func number(_ token: Token, after previous: Token) -> String? {
        switch previous.kind {
        case .identifier, .metricIdentifier, .closeParenthesis, .closeBrace, .closeBracket, .number,
            .duration,
            .string:
            "an operator is missing before it"
        case .openBrace: "a label's name goes before its value: `label=\"value\"`"
        case .equal, .matches, .doesNotMatch, .binary(.notEqual):
            token.kind == .string ? nil : "the value of a label goes in quotation marks: `\"200\"`"
        default: nil
        }
    }

    private static func binary(_ symbol: BinaryOperator, after previous: Token) -> String? {
        switch (previous.kind, symbol) {
        case (.binary(.less), .greater): "not equal is written `!=`"
        case (.binary(.multiply), .multiply): "a power is written `^`"
        case (.binary(.greater), .greater), (.binary(.less), .less): "there are no shifts"
        case (.binary, _): "an operand is missing between two operators"
        case (.identifier, .equal): "between braces one equals sign does: `label=\"value\"`"
        default: nil
        }
    }
}
