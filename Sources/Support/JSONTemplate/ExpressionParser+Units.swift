import Values

extension ExpressionParser {
    /// A value without operators around it.
    mutating func unit() throws(ExpressionFault) -> Expression {
        let token = try token()
        let offset = token.range.lowerBound
        func literal(_ value: Value) -> Expression { Expression(kind: .literal(value), offset: offset) }
        switch token.kind {
        case .number:
            try take(.number)
            return literal(.number(Number(literal: lexer.text(token.range))))
        case .string:
            try take(.string)
            return literal(.string(contents(of: token)))
        case .true, .false:
            try take(token.kind)
            return literal(.bool(token.kind == .true))
        case .null:
            try take(.null)
            return literal(.null)
        case .identifier:
            try take(.identifier)
            return Expression(kind: .variable(lexer.text(token.range)), offset: offset)
        case .openParenthesis:
            try take(.openParenthesis)
            let inner = try value()
            try take(.closeParenthesis)
            return inner
        case .openBracket:
            return Expression(kind: .list(try items(.openBracket, .closeBracket)), offset: offset)
        case .openBrace:
            return Expression(kind: .object(try members()), offset: offset)
        case .power, .plus, .minus, .times, .divide, .closeBracket, .dot, .closeParenthesis, .closeBrace,
            .colon,
            .comma, .greaterOrEqual, .lessOrEqual, .less, .greater, .equal, .notEqual, .not, .and, .or, .in:
            if missing == nil { missing = token }
            return Expression(kind: .missing, offset: offset)
        }
    }

    private mutating func members() throws(ExpressionFault) -> [(key: String, value: Expression)] {
        try take(.openBrace)
        var members: [(key: String, value: Expression)] = []
        while let token = current, token.kind == .string || token.kind == .identifier {
            let key = token.kind == .string ? contents(of: token) : lexer.text(token.range)
            try take(token.kind)
            try take(.colon)
            members.append((key, try value()))
            if isNext(.closeBrace) { break }
            try take(.comma)
        }
        try take(.closeBrace)
        return members
    }

    /// A string has no escapes: what is between the quotes is what it says.
    private func contents(of token: Token) -> String {
        lexer.text((token.range.lowerBound + 1)..<(token.range.upperBound - 1))
    }
}
