internal import Diagnostics
internal import Profile

/// A mistake in rules that Prometheus loads without a word, and that only shows when an alert should have fired.
struct RuleCheck: Sendable {
    /// As in `silent-alert`.
    let id: String
    let findings: @Sendable ([RuleGroup], MonitoringModel) -> [Diagnostic]

    /// The checks, in the order their findings are told.
    static let all: [RuleCheck] = [
        .duplicateRules, .alertParts, .windowFunctions, .shortWindows, .histogramBuckets, .unknownMetrics,
        .unguardedShares, .operandLabels, .droppedLabels,
    ]

    /// A check of every rule by itself.
    init(id: String, each findings: @escaping @Sendable (Rule, MonitoringModel) -> [String]) {
        self.id = id
        self.findings = { groups, model in
            groups.flatMap { group in
                group.rules.flatMap { rule in
                    findings(rule, model).map {
                        .error("\(group.name): \(rule.name): \($0)", at: rule.location)
                    }
                }
            }
        }
    }

    init(id: String, all findings: @escaping @Sendable ([RuleGroup], MonitoringModel) -> [Diagnostic]) {
        self.id = id
        self.findings = findings
    }
}
