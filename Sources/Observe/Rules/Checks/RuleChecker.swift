package import Diagnostics
package import Values

/// Looks for what goes wrong with rules that can be read.
package enum RuleChecker {
    /// Every check, in the order of its findings for a rule.
    package static let all: [any RuleCheck.Type] = [
        AlertWithoutCondition.self, AlertWithoutHold.self, AlertHoldTime.self, AlertWithoutAnnotations.self,
        TemplateLabels.self, TemplateValueInLabels.self, TemplateComparison.self, TemplateQueries.self,
        UnknownSeries.self, CounterWithoutRate.self, RateOfGauge.self, RateOfSum.self, ShortRange.self,
        NeverTrue.self, BoolComparison.self, NotANumber.self, ImpossibleMatching.self, FragileDivision.self,
        QuantileWithoutBuckets.self, NeedlessRegex.self, LooseSelector.self, RecordingName.self,
        OverriddenLabel.self, SlowGroup.self, DuplicateRule.self, MissingRecording.self, LateSource.self,
    ]

    package static func check(
        _ context: RuleCheckContext,
        without disabled: Set<String> = []
    ) -> RuleCheckReport {
        let findings = all.filter { !disabled.contains($0.id) }.flatMap { $0.findings(in: context) }
        return RuleCheckReport(
            groups: context.files.reduce(0) { $0 + $1.groups.count },
            rules: context.subjects.count,
            warnings: context.files.flatMap(\.warnings),
            findings: findings.sorted { left, right in
                guard let first = left.diagnostic.location, let second = right.diagnostic.location,
                    first != second
                else { return left.check < right.check }
                return first < second
            }
        )
    }
}

/// What came of looking at rules.
package struct RuleCheckReport: Sendable {
    package let groups: Int
    package let rules: Int
    package let warnings: [Diagnostic]
    package let findings: [RuleFinding]

    /// Findings with their places, then one line that sums up.
    package var text: String {
        let lines = (warnings + findings.map(\.diagnostic)).map(\.text)
        let severe = findings.count { $0.diagnostic.severity != .note }
        func count(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
        let summary =
            "\(count(groups, "group")), \(count(rules, "rule")): "
            + (severe == 0 ? "no problem found" : "\(count(severe, "problem")) found")
        return (lines + [summary]).joined(separator: "\n")
    }

    package var json: Value {
        [
            "groups": .int(groups), "rules": .int(rules),
            "findings": .array(
                findings.map { finding in
                    var value = finding.diagnostic.json
                    if case .object(var object) = value.content {
                        object["check"] = .string(finding.check)
                        object["rule"] = .string(finding.rule)
                        value.content = .object(object)
                    }
                    return value
                }
            ),
        ]
    }
}
