internal import GoText

extension QueryReader {
    /// The parentheses after a function's name, which was taken.
    mutating func call(_ name: Token) throws(ParseError) -> Expression {
        let written = text(of: name)
        var arguments = try arguments()
        let function = FunctionSignature[written]
        if let function {
            if function.isExperimental, !options.experimentalFunctions {
                let message = "function \(GoText.quoted(written)) is not enabled"
                errors.append(ParseError(message, at: name.range, hint: Hints.experimentalFunction))
            }
        } else {
            let message = "unknown function with name \(GoText.quoted(written))"
            errors.append(ParseError(message, at: name.range, hint: Hints.function(written)))
        }
        let signature = function ?? FunctionSignature(written, [], .unlimited)
        if signature.name == "info", arguments.count > 1, case .selector(var selector) = arguments[1].kind {
            selector.mayMatchEverything = true
            arguments[1] = Expression(.selector(selector), at: arguments[1].range)
        }
        return try node(.call(Call(signature, arguments)), at: range(from: name.range))
    }

    private mutating func arguments() throws(ParseError) -> [Expression] {
        try take(.openParenthesis)
        var arguments: [Expression] = []
        if current.kind != .closeParenthesis {
            arguments.append(try expression())
            while current.kind == .comma {
                let comma = current.range
                advance()
                if current.kind.canBeginExpression {
                    arguments.append(try expression())
                } else if current.kind != .failure {
                    let message = "trailing commas not allowed in function call args"
                    errors.append(ParseError(message, at: comma))
                }
            }
        }
        try take(.closeParenthesis)
        return arguments
    }

    /// An aggregation, its `by` or `without` before or after its arguments; or a metric that is called like one.
    mutating func aggregation(_ symbol: Aggregator) throws(ParseError) -> Expression {
        let name = current
        advance()
        guard current.kind.continuesAggregation else {
            if current.kind.canFollowName { return try selector(name: text(of: name), from: name.range) }
            throw unexpected()
        }
        openAggregations += 1
        var grouping = try aggregationGrouping()
        let arguments = try arguments()
        if grouping == nil { grouping = try aggregationGrouping() }
        openAggregations -= 1
        let range = range(from: name.range)
        try check(symbol, arguments, at: range)
        let aggregation = Aggregation(
            symbol,
            arguments[arguments.count - 1],
            parameter: symbol.parameterType == nil ? nil : arguments[0],
            grouping: grouping?.labels ?? [],
            isWithout: grouping?.isWithout ?? false
        )
        return try node(.aggregation(aggregation), at: range)
    }

    private func check(
        _ symbol: Aggregator,
        _ arguments: [Expression],
        at range: TextRange
    ) throws(ParseError) {
        guard !arguments.isEmpty else {
            throw ParseError("no arguments for aggregate expression provided", at: range)
        }
        if symbol.isExperimental, !options.experimentalFunctions {
            let flag = "--enable-feature=promql-experimental-functions"
            let message = "\(symbol.rawValue)() is experimental and must be enabled with \(flag)"
            throw ParseError(message, at: range)
        }
        let expected = symbol.parameterType == nil ? 1 : 2
        guard arguments.count == expected else {
            let message = "wrong number of arguments for aggregate expression provided"
            throw ParseError(
                "\(message), expected \(expected), got \(arguments.count)",
                at: range,
                hint: Hints.arguments(of: symbol, count: arguments.count)
            )
        }
    }

    private mutating func aggregationGrouping() throws(ParseError) -> (isWithout: Bool, labels: [String])? {
        switch current.kind {
        case .keyword(.by):
            advance()
            return (false, try groupingLabels())
        case .keyword(.without):
            advance()
            return (true, try groupingLabels())
        default: return nil
        }
    }

    /// Labels between parentheses; a comma may stand after the last.
    mutating func groupingLabels() throws(ParseError) -> [String] {
        try take(.openParenthesis, context: "grouping opts", expected: #""(""#)
        var labels: [String] = []
        while current.kind != .closeParenthesis {
            labels.append(try groupingLabel())
            if current.kind == .comma {
                advance()
            } else if current.kind != .closeParenthesis {
                throw unexpected("grouping opts", expected: #""," or ")""#)
            }
        }
        advance()
        return labels
    }

    private mutating func groupingLabel() throws(ParseError) -> String {
        guard current.kind.canBeLabel else { throw unexpected("grouping opts", expected: "label") }
        let label = current.kind == .string ? unquoted(current) : text(of: current)
        if label.isEmpty {
            let message = "invalid label name for grouping: \(GoText.quoted(label))"
            errors.append(ParseError(message, at: current.range))
        }
        advance()
        return label
    }
}

extension Token.Kind {
    /// Whether an aggregation goes on after its name; else the name is that of a metric.
    fileprivate var continuesAggregation: Bool {
        switch self {
        case .openParenthesis, .keyword(.by), .keyword(.without): true
        default: false
        }
    }

    fileprivate var canBeginExpression: Bool {
        switch self {
        case .number, .duration, .string, .openParenthesis, .openBrace, .identifier, .metricIdentifier,
            .preprocessor, .aggregator, .binary(.add), .binary(.subtract), .binary(.and), .binary(.or),
            .binary(.unless), .keyword(.by), .keyword(.without), .keyword(.offset), .keyword(.anchored),
            .keyword(.smoothed):
            true
        default: false
        }
    }

    fileprivate var canFollowName: Bool {
        switch self {
        case .end, .comma, .at, .closeParenthesis, .openBrace, .openBracket, .binary, .keyword(.offset),
            .keyword(.anchored), .keyword(.smoothed):
            true
        default: false
        }
    }

    /// Names, and the words of the language that may be names of labels.
    fileprivate var canBeLabel: Bool {
        switch self {
        case .identifier, .metricIdentifier, .string, .aggregator, .preprocessor, .binary(.and), .binary(.or),
            .binary(.unless), .binary(.atan2):
            true
        case .keyword(let keyword): keyword != .without
        default: false
        }
    }
}
