/// What stands between an operator and its right operand.
struct BinaryModifiers {
    var returnsBool = false
    var matching = VectorMatching()
}

extension QueryReader {
    /// `[bool] [on (…) | ignoring (…) [group_left [(…)] | group_right [(…)]]] [fill (…)]`.
    mutating func binaryModifiers() throws(ParseError) -> BinaryModifiers {
        var modifiers = BinaryModifiers()
        if current.kind == .keyword(.bool) {
            advance()
            modifiers.returnsBool = true
        }
        if current.kind == .keyword(.on) || current.kind == .keyword(.ignoring) {
            modifiers.matching.isOn = current.kind == .keyword(.on)
            advance()
            modifiers.matching.labels = try groupingLabels()
            try readGroup(into: &modifiers.matching)
        }
        try readFill(into: &modifiers.matching)
        return modifiers
    }

    private mutating func readGroup(into matching: inout VectorMatching) throws(ParseError) {
        switch current.kind {
        case .keyword(.groupLeft): matching.cardinality = .manyToOne
        case .keyword(.groupRight): matching.cardinality = .oneToMany
        default: return
        }
        advance()
        if current.kind == .openParenthesis { matching.include = try groupingLabels() }
    }

    private mutating func readFill(into matching: inout VectorMatching) throws(ParseError) {
        switch current.kind {
        case .keyword(.fill):
            let value = try fillValue()
            (matching.leftFill, matching.rightFill) = (value, value)
        case .keyword(.fillLeft):
            matching.leftFill = try fillValue()
            if current.kind == .keyword(.fillRight) { matching.rightFill = try fillValue() }
        case .keyword(.fillRight):
            matching.rightFill = try fillValue()
            if current.kind == .keyword(.fillLeft) { matching.leftFill = try fillValue() }
        default: return
        }
    }

    /// A number in parentheses after the word.
    private mutating func fillValue() throws(ParseError) -> Double {
        advance()
        try take(.openParenthesis)
        let isNegative = current.kind == .binary(.subtract)
        if isNegative || current.kind == .binary(.add) { advance() }
        guard current.kind == .number || current.kind == .duration else { throw unexpected() }
        let token = current
        advance()
        let value = try number(token).value
        try take(.closeParenthesis)
        return isNegative ? -value : value
    }
}

extension VectorMatching {
    /// Whether something was written that makes no sense but between instant vectors.
    var saysSomething: Bool { !labels.isEmpty || hasFill }

    var hasFill: Bool { leftFill != nil || rightFill != nil }
}
