internal import Diagnostics

extension RuleCheck {
    /// Two rules of one name and the same labels: the second record overwrites the first, two alerts are told as one.
    static let duplicateRules = RuleCheck(
        id: "duplicate-rule",
        all: { groups, _ in
            var seen: Set<String> = []
            return groups.flatMap { group in
                group.rules.filter { rule in
                    // Alerts may share a name over different windows: burn rates do.
                    let query = rule.kind == .alert ? rule.query.text(in: []) : ""
                    return !seen.insert("\(rule.name) \(query)").inserted
                }.map { .error("\(group.name): '\($0.name)' is there twice", at: $0.location) }
            }
        }
    )
}
