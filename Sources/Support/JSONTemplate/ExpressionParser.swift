/// Reads an expression by recursive descent over its grammar.
///
///     binary  = power {operator power}                 operators by precedence, from the left
///     power   = unary {"**" unary}                     from the right
///     unary   = {"!" | "+" | "-"} access
///     access  = unit {"." name | "[" … "]" | "(" … ")"}
///     unit    = literal | name | "(" binary ")" | list | object
///
/// Messages are those of the JSON-e specification.
struct ExpressionParser {
    let lexer: Lexer
    private(set) var current: Token?
    /// The first token that stood where a value should have been.
    var missing: Token?
    private var depth = 0
    private let limit: Int
    private let stack: StackGuard

    private init(
        _ bytes: [UInt8],
        from start: Int,
        depth limit: Int,
        _ stack: StackGuard
    ) throws(ExpressionFault) {
        self.stack = stack
        lexer = Lexer(bytes: bytes, start: start)
        self.limit = limit
        current = try lexer.next(from: start)
    }

    /// Reads a text that is one expression.
    static func whole(_ bytes: [UInt8], depth: Int, _ stack: StackGuard) throws(ExpressionFault) -> Expression
    {
        var parser = try ExpressionParser(bytes, from: 0, depth: depth, stack)
        let expression = try parser.binary(0)
        if let token = parser.current { throw parser.unexpected(token, expected: followers) }
        try parser.rejectMissing()
        return expression
    }

    /// Reads the expression of a `${…}`, starting after its brace; the end is that of its closing brace.
    static func embedded(
        in bytes: [UInt8],
        from start: Int,
        depth: Int,
        _ stack: StackGuard
    ) throws(ExpressionFault) -> (expression: Expression, closingBrace: Int) {
        var parser = try ExpressionParser(bytes, from: start, depth: depth, stack)
        let expression = try parser.binary(0)
        guard let token = parser.current else {
            throw ExpressionFault(.syntax, "unterminated ${..} expression", at: start)
        }
        guard token.kind == .closeBrace else { throw parser.unexpected(token, expected: followers) }
        try parser.rejectMissing()
        return (expression, token.range.lowerBound)
    }

    /// What may follow a value.
    private static let followers = "!=, &&, (, *, **, +, -, ., /, <, <=, ==, >, >=, [, in, ||"
    /// What a value may start with.
    private static let starters = "!, (, +, -, [, false, identifier, null, number, string, true, {"

    private func unexpected(_ token: Token, expected: String) -> ExpressionFault {
        let found = lexer.text(token.range)
        return ExpressionFault(
            .syntax,
            "Found: \(found) token, expected one of: \(expected)",
            at: token.range.lowerBound
        )
    }

    private func rejectMissing() throws(ExpressionFault) {
        if let missing { throw unexpected(missing, expected: Self.starters) }
    }

    func token() throws(ExpressionFault) -> Token {
        guard let current else {
            throw ExpressionFault(.syntax, "Unexpected end of input", at: lexer.bytes.count)
        }
        return current
    }

    @discardableResult
    mutating func take(_ kind: Token.Kind) throws(ExpressionFault) -> Token {
        let token = try token()
        guard token.kind == kind else { throw unexpected(token, expected: kind.rawValue) }
        current = try lexer.next(from: token.range.upperBound)
        return token
    }

    func isNext(_ kind: Token.Kind) -> Bool { current?.kind == kind }

    /// A value that must be there: when it is not, the token in its place is reported before what follows it.
    mutating func value() throws(ExpressionFault) -> Expression {
        let first = try token()
        let expression = try binary(0)
        if let current, current.range == first.range { throw unexpected(current, expected: Self.starters) }
        return expression
    }

    private mutating func binary(_ minimum: Int) throws(ExpressionFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limit, !stack.isExhausted else {
            let message =
                depth > limit
                ? "expression is nested more than \(limit) levels deep"
                : "nested too deeply for the stack of this thread"
            throw ExpressionFault(.syntax, message, at: current?.range.lowerBound ?? lexer.bytes.count)
        }
        var left = try power()
        while let token = current, let symbol = BinaryOperator(token.kind), symbol.precedence >= minimum {
            var operations: [Expression.Operation] = []
            while let token = current, let next = BinaryOperator(token.kind),
                next.precedence == symbol.precedence
            {
                try take(token.kind)
                let operand = try binary(symbol.precedence + 1)
                operations.append(.init(symbol: next, offset: token.range.lowerBound, operand: operand))
            }
            left = Expression(kind: .binary(left, operations), offset: left.offset)
        }
        return left
    }

    private mutating func power() throws(ExpressionFault) -> Expression {
        let first = try unary()
        guard isNext(.power) else { return first }
        var operands = [first]
        let offset = try token().range.lowerBound
        while isNext(.power) {
            try take(.power)
            operands.append(try unary())
        }
        return Expression(kind: .power(operands), offset: offset)
    }

    private mutating func unary() throws(ExpressionFault) -> Expression {
        var signs: [Expression.Unary] = []
        while let token = current, let sign = Expression.Unary.Operator(token.kind) {
            signs.append(.init(sign: sign, offset: token.range.lowerBound))
            try take(token.kind)
        }
        let operand = try access()
        guard let first = signs.first else { return operand }
        return Expression(kind: .unary(signs, operand), offset: first.offset)
    }

    private mutating func access() throws(ExpressionFault) -> Expression {
        let base = try unit()
        if case .missing = base.kind { return base }
        var steps: [Expression.Access] = []
        while let token = current {
            let offset = token.range.lowerBound
            if token.kind == .dot {
                try take(.dot)
                let name = try take(.identifier)
                steps.append(.init(kind: .property(lexer.text(name.range)), offset: name.range.lowerBound))
            } else if token.kind == .openBracket {
                steps.append(.init(kind: try brackets(), offset: offset))
            } else if token.kind == .openParenthesis {
                steps.append(
                    .init(kind: .call(try items(.openParenthesis, .closeParenthesis)), offset: offset)
                )
            } else {
                break
            }
        }
        return steps.isEmpty ? base : Expression(kind: .access(base, steps), offset: base.offset)
    }

    private mutating func brackets() throws(ExpressionFault) -> Expression.Access.Kind {
        try take(.openBracket)
        var lower: Expression?
        let first = try token()
        if first.kind == .closeBracket { throw unexpected(first, expected: Self.starters) }
        if first.kind != .colon { lower = try binary(0) }
        if let lower, !isNext(.colon) {
            try take(.closeBracket)
            return .index(lower)
        }
        try take(.colon)
        let upper = try token().kind == .closeBracket ? nil : try value()
        try take(.closeBracket)
        return .slice(lower, upper)
    }

    /// Values between brackets, with commas between them.
    mutating func items(
        _ open: Token.Kind,
        _ close: Token.Kind
    ) throws(ExpressionFault) -> [Expression] {
        try take(open)
        var items: [Expression] = []
        if try token().kind != close {
            items.append(try binary(0))
            while let comma = current, comma.kind == .comma {
                if case .missing? = items.last?.kind { throw unexpected(comma, expected: Self.starters) }
                try take(.comma)
                items.append(try binary(0))
            }
        }
        try take(close)
        return items
    }
}

extension BinaryOperator {
    fileprivate init?(_ kind: Token.Kind) { self.init(rawValue: kind.rawValue) }
}

extension Expression.Unary.Operator {
    fileprivate init?(_ kind: Token.Kind) {
        if kind == .plus {
            self = .plus
        } else if kind == .minus {
            self = .minus
        } else if kind == .not {
            self = .not
        } else {
            return nil
        }
    }
}
