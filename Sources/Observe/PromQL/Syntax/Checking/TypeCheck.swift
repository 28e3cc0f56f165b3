internal import GoText
internal import SampleStore

/// Finds what reads well but cannot be evaluated: arguments of the wrong type, selectors that take everything.
///
/// The order and the words are those of Prometheus' `checkAST`.
struct TypeCheck {
    private(set) var errors: [ParseError] = []

    mutating func check(_ expression: Expression) {
        switch expression.kind {
        case .number, .string: break
        case .selector(let selector): check(selector, at: expression.range)
        case .range(let range): check(range.selector, at: range.selectorRange)
        case .subquery(let subquery):
            check(subquery.expression)
            let type = subquery.expression.type
            if type != .vector {
                let message = "subquery is only allowed on instant vector, got \(type.rawValue) instead"
                add(message, at: expression.range, hint: Hints.subquery(of: subquery.expression))
            }
        case .parentheses(let inner): check(inner)
        case .unary(_, let operand): checkUnary(operand, at: expression.range)
        case .call(let call): check(call, at: expression.range)
        case .aggregation(let aggregation): check(aggregation)
        case .binary(let operation): check(operation, at: expression.range)
        }
    }

    mutating func add(_ message: String, at range: TextRange, hint: String? = nil) {
        errors.append(ParseError(message, at: range, hint: hint))
    }

    private mutating func check(_ selector: VectorSelector, at range: TextRange) {
        if let name = selector.name {
            for label in selector.labels where label.matcher.name == "__name__" {
                let second = GoText.quoted(label.matcher.value)
                add("metric name must not be set twice: \(GoText.quoted(name)) or \(second)", at: range)
            }
        } else if !selector.mayMatchEverything, selector.labels.allSatisfy(\.matcher.matchesEmpty) {
            let message = "vector selector must contain at least one non-empty matcher"
            add(message, at: range, hint: Hints.matchesEverything)
        }
    }

    private mutating func checkUnary(_ operand: Expression, at range: TextRange) {
        check(operand)
        guard operand.type != .scalar, operand.type != .vector else { return }
        let types = "scalar or instant vector"
        let type = GoText.quoted(operand.type.documentedName)
        let message = "unary expression only allowed on expressions of type \(types), got \(type)"
        add(message, at: range, hint: Hints.instead(of: operand, expected: .vector))
    }

    private mutating func check(_ aggregation: Aggregation) {
        expect(.vector, aggregation.expression, in: "aggregation expression")
        if let type = aggregation.symbol.parameterType, let parameter = aggregation.parameter {
            expect(type, parameter, in: "aggregation parameter")
        }
    }

    private mutating func expect(
        _ type: ValueType,
        _ expression: Expression,
        in context: @autoclosure () -> String
    ) {
        check(expression)
        guard expression.type != type else { return }
        let got = expression.type.documentedName
        let message = "expected type \(type.documentedName) in \(context()), got \(got)"
        add(message, at: expression.range, hint: Hints.instead(of: expression, expected: type))
    }

    private mutating func check(_ call: Call, at range: TextRange) {
        checkCount(call, at: range)
        if call.function.name == "info", call.arguments.count > 1 { checkInfo(call.arguments[1]) }
        for (index, argument) in call.arguments.enumerated() {
            let types = call.function.arguments
            // Too many of them were complained about; those of a variable number have the type of the last.
            if index >= types.count, call.function.variation == .none { break }
            guard let type = index < types.count ? types[index] : types.last else { break }
            expect(type, argument, in: "call to function \(GoText.quoted(call.function.name))")
        }
    }

    private mutating func checkCount(_ call: Call, at range: TextRange) {
        let counts = call.function.argumentCounts
        guard !counts.contains(call.arguments.count) else { return }
        let words: String
        if call.function.variation == .none {
            words = "expected \(counts.lowerBound)"
        } else if call.arguments.count < counts.lowerBound {
            words = "expected at least \(counts.lowerBound)"
        } else {
            words = "expected at most \(counts.upperBound)"
        }
        let name = GoText.quoted(call.function.name)
        let message = "\(words) argument(s) in call to \(name), got \(call.arguments.count)"
        add(message, at: range, hint: Hints.signature(call.function))
    }

    private mutating func checkInfo(_ argument: Expression) {
        guard case .selector(let selector) = argument.kind else {
            return add("expected label selectors only", at: argument.range)
        }
        if selector.name != nil {
            add("expected label selectors only, got vector selector instead", at: argument.range)
        }
    }
}
