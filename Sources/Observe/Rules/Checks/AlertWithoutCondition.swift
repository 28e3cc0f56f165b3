internal import PromQL

/// An alert fires for every series of its expression: without a condition, always.
struct AlertWithoutCondition: SingleRuleCheck {
    static let id = "alerts/comparison"
    static let summary = "an alert whose expression has no condition fires all the time"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        guard subject.rule.kind == .alerting, !hasCondition(subject.tree) else { return [] }
        // A number that is written on purpose, as in a dead man's switch.
        if case .call(let call) = subject.tree.withoutParentheses.kind, call.function.name == "vector" {
            return []
        }
        if case .number = subject.tree.withoutParentheses.kind { return [] }
        return [
            subject.finding(
                Self.self,
                "the alert has no condition, so it fires as long as the series exists",
                at: subject.tree.range,
                hint: "compare the value, as in `\(subject.text(of: subject.tree)) > 0`"
            )
        ]
    }

    private static func hasCondition(_ tree: Expression) -> Bool {
        switch tree.kind {
        case .number, .string, .selector, .range: false
        case .parentheses(let inner), .unary(_, let inner): hasCondition(inner)
        case .subquery(let subquery): hasCondition(subquery.expression)
        case .aggregation(let aggregation): hasCondition(aggregation.expression)
        case .call(let call):
            ["absent", "absent_over_time"].contains(call.function.name)
                || call.arguments.contains(where: hasCondition)
        case .binary(let operation):
            (operation.symbol.isComparison && !operation.returnsBool) || operation.symbol == .unless
                || hasCondition(operation.left) || hasCondition(operation.right)
        }
    }
}
