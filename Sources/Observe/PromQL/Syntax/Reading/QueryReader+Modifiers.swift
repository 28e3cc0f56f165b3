internal import GoText

extension QueryReader {
    /// `offset 5m`, `offset -1h`.
    mutating func offset(_ operand: Expression) throws(ParseError) -> Expression {
        advance()
        let offset = try offsetDuration()
        guard let moment = operand.moment else {
            let expected = "an instant vector selector or range vector selector or a subquery"
            let message = "offset modifier must be preceded by \(expected)"
            throw ParseError(message, at: operand.range, hint: Hints.modifier("offset 5m", of: operand))
        }
        if moment.offset != .fixed(milliseconds: 0) {
            errors.append(ParseError("offset may not be set multiple times", at: operand.range))
        }
        return operand.changingMoment(at: range(from: operand.range)) { $0.offset = offset }
    }

    /// `@ 1609746000`, `@ start()`, `@ end()`.
    mutating func anchor(_ operand: Expression) throws(ParseError) -> Expression {
        advance()
        let anchor = try writtenAnchor(for: operand)
        guard let moment = operand.moment else {
            let expected = "an instant vector selector or range vector selector or a subquery"
            let message = "@ modifier must be preceded by \(expected)"
            throw ParseError(message, at: operand.range, hint: Hints.modifier("@ end()", of: operand))
        }
        if moment.anchor != nil {
            errors.append(ParseError("@ <timestamp> may not be set multiple times", at: operand.range))
        }
        return operand.changingMoment(at: range(from: operand.range)) { $0.anchor = anchor }
    }

    private mutating func writtenAnchor(for operand: Expression) throws(ParseError) -> Moment.Anchor {
        if current.kind == .preprocessor, let anchor = Self.anchors[text(of: current).lowercased()] {
            advance()
            try take(.openParenthesis, context: "@", expected: "timestamp")
            try take(.closeParenthesis, context: "@", expected: "timestamp")
            return anchor
        }
        let isNegative = current.kind == .binary(.subtract)
        if isNegative || current.kind == .binary(.add) { advance() }
        guard current.kind == .number || current.kind == .duration else {
            throw unexpected("@", expected: "timestamp", hint: Hints.timestamp)
        }
        let token = current
        advance()
        let seconds = try number(token).value * (isNegative ? -1 : 1)
        guard abs(seconds) < 0x1p63,
            let milliseconds = Int64(exactly: (seconds * 1000).rounded(.toNearestOrAwayFromZero))
        else {
            let written = GoText.fixed(seconds, digits: 6)
            let message = "timestamp out of bounds for @ modifier: \(written)"
            throw ParseError(message, at: operand.range, hint: Hints.timestamp)
        }
        return .timestamp(milliseconds)
    }

    private static let anchors: [String: Moment.Anchor] = ["start": .start, "end": .end]

    /// `anchored`, `smoothed`.
    mutating func boundary(_ boundary: RangeBoundary, _ operand: Expression) throws(ParseError) -> Expression
    {
        advance()
        let name = boundary.rawValue
        guard options.extendedRangeSelectors else {
            throw ParseError("\(name) modifier is experimental and not enabled", at: operand.range)
        }
        let range = range(from: operand.range)
        switch operand.kind {
        case .selector(var selector):
            try reject(selector.boundary, and: boundary, at: operand.range)
            selector.boundary = boundary
            return Expression(.selector(selector), at: range)
        case .range(var window):
            try reject(window.selector.boundary, and: boundary, at: operand.range)
            window.selector.boundary = boundary
            return Expression(.range(window), at: range)
        case .subquery:
            throw ParseError("\(name) modifier is not supported for subqueries", at: operand.range)
        case .number, .string, .call, .aggregation, .unary, .binary, .parentheses:
            throw ParseError("\(name) modifier not implemented", at: operand.range)
        }
    }

    private func reject(
        _ former: RangeBoundary?,
        and boundary: RangeBoundary,
        at range: TextRange
    ) throws(ParseError) {
        if let former, former != boundary {
            throw ParseError("anchored and smoothed modifiers cannot be used together", at: range)
        }
    }
}

extension Expression {
    /// When a selector or subquery looks; `nil` for all else.
    package var moment: Moment? {
        switch kind {
        case .selector(let selector): selector.moment
        case .range(let range): range.selector.moment
        case .subquery(let subquery): subquery.moment
        case .number, .string, .call, .aggregation, .unary, .binary, .parentheses: nil
        }
    }

    /// The same selector or subquery looking at another time; all else stays as it is.
    package func changingMoment(_ change: (inout Moment) -> Void) -> Expression {
        changingMoment(at: range, change)
    }

    fileprivate func changingMoment(at place: TextRange, _ change: (inout Moment) -> Void) -> Expression {
        switch kind {
        case .selector(var selector):
            change(&selector.moment)
            return Expression(.selector(selector), at: place)
        case .range(var range):
            change(&range.selector.moment)
            return Expression(.range(range), at: place)
        case .subquery(var subquery):
            change(&subquery.moment)
            return Expression(.subquery(subquery), at: place)
        case .number, .string, .call, .aggregation, .unary, .binary, .parentheses: return self
        }
    }
}
