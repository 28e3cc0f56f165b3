extension RuleCheck {
    /// Two sides whose labels differ never match: the rule has no answer, ever.
    static let operandLabels = RuleCheck(id: "operand-labels") { rule, _ in
        rule.query.all.compactMap { query in
            switch query {
            case .ratio(let left, let right), .fill(let left, let right),
                .combine(.and, let left, let right), .combine(.unless, let left, let right),
                .combine(.plus, let left, let right), .combine(.minus, let left, let right),
                .combine(.times, let left, let right):
                guard left.labels != right.labels else { return nil }
                let sides = [left, right].map { "(\($0.labels.sorted().joined(separator: ", ")))" }
                return "its sides never match: the labels are \(sides[0]) and \(sides[1])"
            case .combine(.or, _, _), .series, .window, .prediction, .aggregate, .total, .quantile, .compare,
                .absent:
                return nil
            }
        }
    }
}
