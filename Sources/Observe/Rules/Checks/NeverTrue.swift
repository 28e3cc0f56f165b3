internal import GoText
internal import PromQL

/// Conditions that contradict themselves: such an alert never fires.
struct NeverTrue: SingleRuleCheck {
    static let id = "promql/impossible-comparison"
    static let summary = "a comparison that can never hold"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.nodes.flatMap { node -> [RuleFinding] in
            guard case .binary(let operation) = node.kind else { return [] }
            if operation.symbol == .and { return contradiction(operation, node, subject) }
            guard let comparison = Threshold(operation), !operation.returnsBool else { return [] }
            guard let range = valueRange(of: comparison.subject), !comparison.meets(range) else { return [] }
            return [
                subject.finding(
                    Self.self,
                    "`\(subject.text(of: comparison.subject))` is never "
                        + "\(comparison.symbol.rawValue) \(GoText.shortest(comparison.bound))",
                    at: node.range,
                    hint: "it has \(range.text) or does not exist; `absent()` asks for that"
                )
            ]
        }
    }

    /// `x > 1 and x < 0`: both about the same, with nothing between them.
    private static func contradiction(
        _ operation: BinaryOperation,
        _ node: Expression,
        _ subject: CheckedRule
    ) -> [RuleFinding] {
        guard let left = operation.left.operation.flatMap(Threshold.init),
            let right = operation.right.operation.flatMap(Threshold.init),
            left.subject.withoutParentheses.description == right.subject.withoutParentheses.description,
            !left.meets(right.range) || !right.meets(left.range)
        else { return [] }
        return [
            subject.finding(
                Self.self,
                "both sides of `and` can never hold together",
                at: node.range,
                hint: "write `or` if one of them is enough"
            )
        ]
    }

    /// The values that an expression can have when it has any.
    private static func valueRange(of tree: Expression) -> ValueRange? {
        let tree = tree.withoutParentheses
        switch tree.kind {
        case .call(let call):
            switch call.function.name {
            case "absent", "absent_over_time", "present_over_time": return ValueRange(1, 1)
            case "count_over_time": return ValueRange(1, .infinity)
            case "changes", "resets", "rate", "increase", "irate", "stddev_over_time", "stdvar_over_time":
                return ValueRange(0, .infinity)
            case "day_of_week": return ValueRange(0, 6)
            case "hour": return ValueRange(0, 23)
            case "minute": return ValueRange(0, 59)
            case "month": return ValueRange(1, 12)
            case "day_of_month": return ValueRange(1, 31)
            default: return nil
            }
        case .aggregation(let aggregation):
            switch aggregation.symbol {
            case .count: return ValueRange(1, .infinity)
            case .group: return ValueRange(1, 1)
            case .stddev, .stdvar: return ValueRange(0, .infinity)
            case .sum:
                guard let inner = valueRange(of: aggregation.expression), inner.low >= 0 else { return nil }
                return ValueRange(inner.low, .infinity)
            case .avg, .min, .max, .topk, .bottomk: return valueRange(of: aggregation.expression)
            case .quantile, .limitk, .limitRatio, .countValues: return nil
            }
        case .selector(let selector): return selector.metricName == "up" ? ValueRange(0, 1) : nil
        case .binary(let operation): return operation.returnsBool ? ValueRange(0, 1) : nil
        case .number, .string, .range, .subquery, .unary, .parentheses: return nil
        }
    }
}

/// Numbers from one to another, both included.
struct ValueRange {
    let low: Double
    let high: Double
    var isOpenLow = false
    var isOpenHigh = false

    init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }

    var text: String {
        if low == high { return "the value \(GoText.shortest(low))" }
        return high.isInfinite
            ? "a value of \(GoText.shortest(low)) or more"
            : "a value from \(GoText.shortest(low)) to \(GoText.shortest(high))"
    }
}

/// A comparison with a number.
struct Threshold {
    let subject: Expression
    let symbol: BinaryOperator
    let bound: Double

    init?(_ operation: BinaryOperation) {
        guard operation.symbol.isComparison else { return nil }
        if let number = operation.right.number {
            (subject, symbol, bound) = (operation.left, operation.symbol, number)
        } else if let number = operation.left.number {
            (subject, bound) = (operation.right, number)
            switch operation.symbol {
            case .less: symbol = .greater
            case .lessOrEqual: symbol = .greaterOrEqual
            case .greater: symbol = .less
            case .greaterOrEqual: symbol = .lessOrEqual
            case .equal, .notEqual, .add, .subtract, .multiply, .divide, .modulo, .power, .atan2, .and, .or,
                .unless:
                symbol = operation.symbol
            }
        } else {
            return nil
        }
        guard subject.number == nil else { return nil }
    }

    /// Whether a value of the range can satisfy it.
    func meets(_ range: ValueRange) -> Bool {
        switch symbol {
        case .equal:
            (range.low < bound || (range.low == bound && !range.isOpenLow))
                && (bound < range.high || (bound == range.high && !range.isOpenHigh))
        case .notEqual: !(range.low == bound && range.high == bound)
        case .less: range.low < bound
        case .lessOrEqual: range.low < bound || (range.low == bound && !range.isOpenLow)
        case .greater: range.high > bound
        case .greaterOrEqual: range.high > bound || (range.high == bound && !range.isOpenHigh)
        case .add, .subtract, .multiply, .divide, .modulo, .power, .atan2, .and, .or, .unless: true
        }
    }

    /// The values that satisfy it.
    var range: ValueRange {
        var range = ValueRange(-.infinity, .infinity)
        switch symbol {
        case .equal: range = ValueRange(bound, bound)
        case .less, .lessOrEqual:
            range = ValueRange(-.infinity, bound)
            range.isOpenHigh = symbol == .less
        case .greater, .greaterOrEqual:
            range = ValueRange(bound, .infinity)
            range.isOpenLow = symbol == .greater
        case .notEqual, .add, .subtract, .multiply, .divide, .modulo, .power, .atan2, .and, .or, .unless:
            break
        }
        return range
    }
}
