/// A span of time between brackets or after `offset`.
package enum QueryDuration: Sendable, Hashable {
    case fixed(milliseconds: Int64)
    /// Arithmetic, an experimental part of the language: known only when the query is evaluated.
    case computed(DurationExpression)

    /// `nil` for one that has to be computed.
    package var milliseconds: Int64? {
        if case .fixed(let milliseconds) = self { milliseconds } else { nil }
    }
}

/// A number of seconds that is computed: `5m * 2`, `step()`, `max_of(range(), 1h)`.
package struct DurationExpression: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        /// Its value is in seconds.
        case number(NumberLiteral)
        /// The step and the length of the range query.
        case step, range
        case minimum(DurationExpression, DurationExpression)
        case maximum(DurationExpression, DurationExpression)
        case negated(DurationExpression)
        case binary(Operator, DurationExpression, DurationExpression)
        case parentheses(DurationExpression)
    }

    package enum Operator: String, Sendable, Hashable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case modulo = "%"
        case power = "^"
    }

    package let kind: Kind
    package let range: TextRange
    /// How many nodes there are from here to the deepest leaf, both counted.
    package let depth: Int

    package init(_ kind: Kind, at range: TextRange) {
        self.kind = kind
        self.range = range
        switch kind {
        case .number, .step, .range: depth = 1
        case .negated(let operand), .parentheses(let operand): depth = operand.depth + 1
        case .minimum(let left, let right), .maximum(let left, let right), .binary(_, let left, let right):
            depth = max(left.depth, right.depth) + 1
        }
    }
}
