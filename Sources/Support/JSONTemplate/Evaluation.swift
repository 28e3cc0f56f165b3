import Diagnostics
import Values

extension Rendering {
    func evaluate(_ code: Code, in scope: Scope?) throws(TemplateError) -> Term {
        switch code.expression {
        case .success(let expression): return try evaluate(expression, of: code.source, in: scope)
        case .failure(let error): throw placed(error)
        }
    }

    func evaluate(
        _ expression: Expression,
        of source: TextSource,
        in scope: Scope?
    ) throws(TemplateError) -> Term {
        try Evaluation(rendering: self, source: source, scope: scope).term(expression)
    }
}

/// The evaluation of one expression.
struct Evaluation {
    let rendering: Rendering
    let source: TextSource
    let scope: Scope?

    func failure(
        _ message: String,
        _ category: TemplateError.Category = .interpreter,
        at offset: Int,
        hint: String? = nil
    ) -> TemplateError {
        rendering.placed(source.error(ExpressionFault(category, message, at: offset, hint: hint)))
    }

    func spend(_ count: Int = 1) throws(TemplateError) { try rendering.spend(count, at: source.location) }

    func term(_ expression: Expression) throws(TemplateError) -> Term {
        try spend()
        switch expression.kind {
        case .literal(let value): return Term(value, value.string.map { Measure(text: $0) } ?? Measure())
        case .variable(let name): return try variable(name, at: expression.offset)
        case .unary(let signs, let operand): return try unary(signs, operand)
        case .binary(let first, let operations): return try binary(first, operations)
        case .power(let operands): return try power(operands, at: expression.offset)
        case .access(let base, let steps): return try access(base, steps)
        case .list(let items): return try list(items)
        case .object(let members): return try object(members)
        case .missing: throw failure("a value is missing", .syntax, at: expression.offset)
        }
    }

    private func variable(_ name: String, at offset: Int) throws(TemplateError) -> Term {
        if let term = rendering.lookUp(name, in: scope) { return term }
        let hint = rendering.suggestion(for: name, in: scope)
        throw failure("unknown context value \(name)", at: offset, hint: hint)
    }

    private func list(_ items: [Expression]) throws(TemplateError) -> Term {
        var terms: [Term] = []
        for item in items { terms.append(try term(item)) }
        return try rendering.list(terms, at: nil)
    }

    private func object(_ members: [(key: String, value: Expression)]) throws(TemplateError) -> Term {
        var fields: [Term.Field] = []
        for member in members {
            fields.append(Term.Field(key: member.key, term: try term(member.value), keyLocation: nil))
        }
        return try rendering.record(fields, at: nil)
    }

    private func unary(_ signs: [Expression.Unary], _ operand: Expression) throws(TemplateError) -> Term {
        var result = try term(operand)
        for sign in signs.reversed() {
            switch sign.sign {
            case .not: result = .bool(!result.isTrue)
            case .plus:
                guard result.number != nil else { throw failure("unary + expects number", at: sign.offset) }
            case .minus:
                guard let number = result.number else {
                    throw failure("unary - expects number", at: sign.offset)
                }
                result = .number(Arithmetic.negate(number))
            }
        }
        return result
    }

    private func power(_ operands: [Expression], at offset: Int) throws(TemplateError) -> Term {
        guard let last = operands.last else { throw failure("a value is missing", .syntax, at: offset) }
        var result = try term(last)
        for operand in operands.dropLast().reversed() {
            guard let base = try term(operand).number, let exponent = result.number else {
                throw failure("infix: ** expects number ** number", at: offset)
            }
            result = try number(Arithmetic.power(base, exponent), at: offset)
        }
        return result
    }

    private func number(_ number: Number?, at offset: Int) throws(TemplateError) -> Term {
        guard let number else { throw failure("the result is not a finite number", at: offset) }
        return .number(number)
    }

    private func binary(_ first: Expression, _ operations: [Expression.Operation]) throws(TemplateError)
        -> Term
    {
        var left = try term(first)
        for operation in operations {
            switch operation.symbol {
            case .or: left = .bool(left.isTrue ? true : try term(operation.operand).isTrue)
            case .and: left = .bool(left.isTrue ? try term(operation.operand).isTrue : false)
            case .in: left = .bool(try contains(left, in: term(operation.operand), at: operation.offset))
            case .equal: left = .bool(try rendering.isEqual(left, term(operation.operand)))
            case .notEqual: left = .bool(try !rendering.isEqual(left, term(operation.operand)))
            case .less, .greater, .lessOrEqual, .greaterOrEqual:
                left = .bool(
                    try compare(left, operation.symbol, term(operation.operand), at: operation.offset)
                )
            case .plus, .minus, .times, .divide:
                left = try calculate(left, operation.symbol, term(operation.operand), at: operation.offset)
            }
        }
        return left
    }

    private func calculate(
        _ left: Term,
        _ symbol: BinaryOperator,
        _ right: Term,
        at offset: Int
    ) throws(TemplateError) -> Term {
        if symbol == .plus, let left = left.string, let right = right.string {
            let text = left + right
            try spend(text.utf8.count / 32)
            try rendering.check(Measure(text: text), at: source.location)
            return .string(text)
        }
        guard let left = left.number, let right = right.number else {
            let expected = symbol == .plus ? "numbers/strings" : "number"
            let sides = "\(expected) \(symbol.rawValue) \(expected)"
            throw failure("infix: \(symbol.rawValue) expects \(sides)", at: offset)
        }
        if symbol == .plus { return try number(Arithmetic.add(left, right), at: offset) }
        if symbol == .minus { return try number(Arithmetic.subtract(left, right), at: offset) }
        if symbol == .times { return try number(Arithmetic.multiply(left, right), at: offset) }
        guard right.double != 0 else { throw failure("division by zero", at: offset) }
        return try number(Arithmetic.divide(left, by: right), at: offset)
    }

    private func compare(
        _ left: Term,
        _ symbol: BinaryOperator,
        _ right: Term,
        at offset: Int
    ) throws(TemplateError) -> Bool {
        let isLess: Bool
        let isGreater: Bool
        if let left = left.number, let right = right.number {
            (isLess, isGreater) = (Arithmetic.precedes(left, right), Arithmetic.precedes(right, left))
        } else if let left = left.string, let right = right.string {
            try spend(min(left.utf8.count, right.utf8.count) / 32)
            isLess = left.utf8.lexicographicallyPrecedes(right.utf8)
            isGreater = right.utf8.lexicographicallyPrecedes(left.utf8)
        } else {
            let name = symbol.rawValue
            throw failure("infix: \(name) expects numbers/strings \(name) numbers/strings", at: offset)
        }
        if symbol == .less { return isLess }
        if symbol == .greater { return isGreater }
        return symbol == .lessOrEqual ? !isGreater : !isLess
    }

    private func contains(_ item: Term, in container: Term, at offset: Int) throws(TemplateError) -> Bool {
        if container.isObject {
            guard let key = item.string else {
                throw failure("infix: in-object expects string on left side", at: offset)
            }
            if let object = container.value?.object { return object[key] != nil }
            return container.fields?.contains { $0.key.isIdentical(to: key) } ?? false
        }
        if let text = container.string {
            guard let part = item.string else {
                throw failure("infix: in-string expects string on left side", at: offset)
            }
            try spend((text.utf8.count + part.utf8.count) / 32)
            return ByteSearch(part).isFound(in: text)
        }
        guard let elements = container.elements else {
            throw failure("infix: in expects Array, string, or object on right side", at: offset)
        }
        for element in elements where try rendering.isEqual(item, element) { return true }
        return false
    }
}
