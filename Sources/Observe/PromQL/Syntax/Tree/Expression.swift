/// A node of a query: what it says, what it comes to, and where it stands in the text.
///
/// Printing one with ``description`` gives a text that reads back as the same tree.
package struct Expression: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case number(NumberLiteral)
        case string(String)
        case selector(VectorSelector)
        case range(RangeSelector)
        case subquery(Subquery)
        case call(Call)
        case aggregation(Aggregation)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperation)
        case parentheses(Expression)
    }

    package let kind: Kind
    /// The bytes of the whole node: the modifiers after a selector and the parentheses of a call belong to it.
    package let range: TextRange
    package let type: ValueType
    /// How many nodes there are from here to the deepest leaf, both counted.
    package let depth: Int

    package init(_ kind: Kind, at range: TextRange) {
        self.kind = kind
        self.range = range
        switch kind {
        case .number: (type, depth) = (.scalar, 1)
        case .string: (type, depth) = (.string, 1)
        case .selector: (type, depth) = (.vector, 1)
        case .range: (type, depth) = (.matrix, 1)
        case .subquery(let subquery): (type, depth) = (.matrix, subquery.expression.depth + 1)
        case .call(let call):
            type = call.function.result
            depth = (call.arguments.lazy.map(\.depth).max() ?? 0) + 1
        case .aggregation(let aggregation):
            type = .vector
            depth = max(aggregation.expression.depth, aggregation.parameter?.depth ?? 0) + 1
        case .unary(_, let operand), .parentheses(let operand):
            (type, depth) = (operand.type, operand.depth + 1)
        case .binary(let operation):
            let isScalar = operation.left.type == .scalar && operation.right.type == .scalar
            type = isScalar ? .scalar : .vector
            depth = max(operation.left.depth, operation.right.depth) + 1
        }
    }
}

/// A number as written: `0.5`, `0x1F`, `Inf`, or a span of time that counts as its seconds.
package struct NumberLiteral: Sendable, Hashable {
    package var value: Double
    /// Written as `5m`, and printed so.
    package var isDuration: Bool

    package init(_ value: Double, isDuration: Bool = false) {
        self.value = value
        self.isDuration = isDuration
    }
}

/// `rate(http_requests_total[5m])`.
package struct Call: Sendable, Hashable {
    package var function: FunctionSignature
    package var arguments: [Expression]

    package init(_ function: FunctionSignature, _ arguments: [Expression]) {
        self.function = function
        self.arguments = arguments
    }
}

package enum UnaryOperator: String, Sendable, Hashable {
    case plus = "+"
    case minus = "-"
}
