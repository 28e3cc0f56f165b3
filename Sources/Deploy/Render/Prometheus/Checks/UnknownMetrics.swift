internal import Diagnostics

extension RuleCheck {
    /// A rule over series that nobody exports or records is silently dead.
    static let unknownMetrics = RuleCheck(
        id: "unknown-metric",
        all: { groups, model in
            var known = model.telemetry.names
            var findings: [Diagnostic] = []
            for group in groups {
                for rule in group.rules {
                    for name in rule.query.series.map(\.name) where !known.contains(name) {
                        let message = "\(group.name): \(rule.name): nothing exports '\(name)'"
                        findings.append(.error(message, at: rule.location))
                    }
                    if rule.kind == .record { known.insert(rule.name) }
                }
            }
            return findings
        }
    )
}
