internal import PromQL

/// `x > bool 1` has a result whether it holds or not, so as an alert it always fires.
struct BoolComparison: SingleRuleCheck {
    static let id = "promql/bool"
    static let summary = "an alert on a comparison with `bool`"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        guard subject.rule.kind == .alerting, let operation = subject.tree.operation,
            operation.symbol.isComparison, operation.returnsBool
        else { return [] }
        return [
            subject.finding(
                Self.self,
                "a comparison with `bool` gives 0 instead of nothing, so the alert always fires",
                at: operation.symbolRange,
                hint: "leave `bool` out"
            )
        ]
    }
}

/// What comes of numbers that are none, and of series that have no partner in labels.
struct NotANumber: SingleRuleCheck {
    static let id = "promql/nan"
    static let summary = "comparisons with NaN, divisions by zero, and defaults that never fill a gap"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.nodes.compactMap { node in
            guard case .binary(let operation) = node.kind else { return nil }
            if operation.symbol.isComparison, operation.symbol != .notEqual,
                [operation.left, operation.right].contains(where: { $0.number?.isNaN ?? false })
            {
                return subject.finding(
                    Self.self,
                    "no value is equal to, above or below NaN",
                    at: node.range,
                    hint: "`x != x` holds for NaN alone"
                )
            }
            if operation.symbol == .divide || operation.symbol == .modulo, operation.right.number == 0 {
                return subject.finding(Self.self, "a division by zero gives infinity or NaN", at: node.range)
            }
            return missingDefault(operation, node, subject)
        }
    }

    /// `sum by (job) (x) or vector(0)`: the default has no labels, so it stands beside every series.
    private static func missingDefault(
        _ operation: BinaryOperation,
        _ node: Expression,
        _ subject: CheckedRule
    ) -> RuleFinding? {
        guard operation.symbol == .or, operation.right.call?.function.name == "vector",
            operation.matching?.isOn == false
        else { return nil }
        let left = LabelKnowledge(of: operation.left)
        guard !(left.isClosed && left.names.isEmpty) else { return nil }
        return subject.finding(
            Self.self,
            "`or vector(…)` adds a series without labels beside those on the left, instead of filling gaps",
            at: operation.symbolRange,
            hint: "aggregate the left side to one series first, as in `sum(…) or vector(0)`"
        )
    }
}
