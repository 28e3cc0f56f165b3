/// `sum by (job) (rate(x[5m]))`, `topk(3, x)`.
package struct Aggregation: Sendable, Hashable {
    package var symbol: Aggregator
    package var expression: Expression
    /// The first argument of those that take one: `topk`, `quantile`, `count_values`, ….
    package var parameter: Expression?
    /// The labels after `by` or `without`.
    package var grouping: [String]
    /// Whether those labels are dropped; else they alone are kept.
    package var isWithout: Bool

    package init(
        _ symbol: Aggregator,
        _ expression: Expression,
        parameter: Expression? = nil,
        grouping: [String] = [],
        isWithout: Bool = false
    ) {
        self.symbol = symbol
        self.expression = expression
        self.parameter = parameter
        self.grouping = grouping
        self.isWithout = isWithout
    }
}

package enum Aggregator: String, Sendable, Hashable, CaseIterable {
    case sum, avg, count, min, max, group, stddev, stdvar, topk, bottomk, quantile, limitk
    case countValues = "count_values"
    case limitRatio = "limit_ratio"

    /// What its first argument of two has to be; `nil` for those that take one argument.
    package var parameterType: ValueType? {
        switch self {
        case .topk, .bottomk, .quantile, .limitk, .limitRatio: .scalar
        case .countValues: .string
        case .sum, .avg, .count, .min, .max, .group, .stddev, .stdvar: nil
        }
    }

    /// Behind `--enable-feature=promql-experimental-functions` in Prometheus.
    package var isExperimental: Bool { self == .limitk || self == .limitRatio }
}
