internal import GoText

extension ExpressionPrinter {
    mutating func print(_ duration: QueryDuration) {
        switch duration {
        case .fixed(let milliseconds): append(PromDuration(milliseconds: milliseconds).description)
        case .computed(let expression): print(expression)
        }
    }

    private mutating func print(_ expression: DurationExpression) {
        switch expression.kind {
        case .number(let literal): print(literal)
        case .step: append("step()")
        case .range: append("range()")
        case .minimum(let left, let right): print("min_of", left, right)
        case .maximum(let left, let right): print("max_of", left, right)
        case .negated(let operand):
            append("-")
            print(operand)
        case .binary(let symbol, let left, let right):
            print(left)
            append(" \(symbol.rawValue) ")
            print(right)
        case .parentheses(let inner):
            append("(")
            print(inner)
            append(")")
        }
    }

    private mutating func print(_ function: String, _ left: DurationExpression, _ right: DurationExpression) {
        append("\(function)(")
        print(left)
        append(", ")
        print(right)
        append(")")
    }
}
