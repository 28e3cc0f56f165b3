internal import Diagnostics
internal import GoText
internal import PromQL

/// `level:metric:operations` tells what a recorded series is (Prometheus' best practices for recording rules).
struct RecordingName: SingleRuleCheck {
    static let id = "rule/name"
    static let summary = "a recording rule that is not called level:metric:operations"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        let name = subject.rule.name
        guard subject.rule.kind == .recording, !name.text.contains(":") else { return [] }
        return [
            subject.finding(
                Self.self,
                "the name does not tell a recorded series from a scraped one",
                at: name.location,
                .note,
                hint: "call it level:metric:operations, as in `job:\(name.text):sum`"
            )
        ]
    }
}

/// A label of the rule replaces the one that the expression has, and what it said is lost.
struct OverriddenLabel: SingleRuleCheck {
    static let id = "rule/label"
    static let summary = "a label of the rule replaces one that the expression groups by, or has no effect"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        let grouping = subject.tree.aggregation.flatMap { $0.isWithout ? nil : $0.grouping } ?? []
        return subject.rule.labels.compactMap { label in
            if ["alertname", "alertstate"].contains(label.name), subject.rule.kind == .alerting {
                return subject.finding(
                    Self.self,
                    "`\(label.name)` is set by Prometheus, so this label has no effect",
                    at: label.nameLocation
                )
            }
            guard grouping.contains(label.name),
                !(label.template?.uses.labels ?? []).contains(where: { $0.name == label.name })
            else { return nil }
            return subject.finding(
                Self.self,
                "the label `\(label.name)` replaces the one that the expression groups by",
                at: label.nameLocation,
                hint: "series that differ only in it become the same, which is an error"
            )
        }
    }
}

/// An instant selector looks five minutes back: series that come more rarely have gaps.
struct SlowGroup: RuleCheck {
    static let id = "group/interval"
    static let summary = "a group that is evaluated so rarely that its series have gaps"

    static func findings(in context: RuleCheckContext) -> [RuleFinding] {
        context.files.flatMap(\.groups).compactMap { group in
            guard let interval = group.interval, interval >= 300_000,
                let rule = group.rules.first(where: { $0.kind == .recording })
            else { return nil }
            let written = PromDuration(milliseconds: interval).description
            return RuleFinding(
                check: id,
                rule: rule.name.text,
                diagnostic: .warning(
                    "series that are recorded every \(written) are gone before the next sample comes [\(id)]",
                    at: group.name.location,
                    hint:
                        "queries look back 5m: evaluate at least every 4m, or read them with last_over_time()"
                )
            )
        }
    }
}

/// The same rule twice: its series meet, or its alerts come twice.
struct DuplicateRule: RuleCheck {
    static let id = "rule/duplicate"
    static let summary = "the same rule twice"

    static func findings(in context: RuleCheckContext) -> [RuleFinding] {
        var first: [String: CheckedRule] = [:]
        return context.subjects.compactMap { subject in
            let labels = subject.rule.labels.map { "\($0.name)=\($0.value.text)" }.joined(separator: ",")
            let condition = subject.rule.kind == .alerting ? subject.tree.description : ""
            // Other files may be meant for another server.
            let key = [
                subject.file.file.name, subject.rule.kind.rawValue, subject.rule.name.text, labels, condition,
            ].joined(separator: "\u{0}")
            guard let other = first[key] else {
                first[key] = subject
                return nil
            }
            let isSame = other.tree.description == subject.tree.description
            return subject.finding(
                Self.self,
                subject.rule.kind == .recording
                    ? "`\(subject.rule.name.text)` is recorded twice with the same labels"
                    : "the alert `\(subject.rule.name.text)` is there twice with the same condition",
                at: subject.rule.name.location,
                notes: [.init("the first one is here", at: other.rule.name.location)],
                hint: isSame
                    ? "remove one of them" : "give one of them another name, or a label that tells them apart"
            )
        }
    }
}

/// A rule about a recorded series that no rule records any more.
struct MissingRecording: RuleCheck {
    static let id = "rule/dependency"
    static let summary = "a recorded series that no rule records"

    static func findings(in context: RuleCheckContext) -> [RuleFinding] {
        let recorded = Set(context.subjects.flatMap(\.rule.writtenNames))
        // Files with alerts alone may go with recording rules that are elsewhere.
        guard context.subjects.contains(where: { $0.rule.kind == .recording }) else { return [] }
        return context.subjects.flatMap { subject in
            subject.tree.selectors.compactMap { selector, _, range in
                guard let name = selector.metricName, name.contains(":"), !recorded.contains(name),
                    context.metrics?.kind(of: name) == nil
                else { return nil }
                return subject.finding(
                    Self.self,
                    "no rule here records `\(shortened(name))`",
                    at: range,
                    hint: nearest(to: name, in: recorded).map { "did you mean `\($0)`?" }
                )
            }
        }
    }
}

/// Within a group a rule sees what earlier ones wrote now, and what later ones wrote the time before.
struct LateSource: RuleCheck {
    static let id = "rule/order"
    static let summary = "a rule reads a series that a later rule of its group records"

    static func findings(in context: RuleCheckContext) -> [RuleFinding] {
        // The rules of a group stand beside one another.
        var rest = context.subjects[...]
        var found: [RuleFinding] = []
        while let first = rest.first {
            let group = first.group
            let subjects = rest.prefix { $0.group.location == group.location }
            rest = rest.dropFirst(subjects.count)
            let outputs = RuleOutputs(group.rules)
            for (index, subject) in subjects.enumerated() {
                let later = outputs.written(for: subject.tree).first {
                    $0 > index && group.rules[$0].kind == .recording
                }
                guard let later else { continue }
                found.append(
                    subject.finding(
                        Self.self,
                        "the rule reads `\(group.rules[later].name.text)`, which is recorded after it: it sees the value "
                            + "of the evaluation before",
                        at: subject.rule.expression.location,
                        notes: [.init("it is recorded here", at: group.rules[later].name.location)],
                        hint: "move the recording rule before this one"
                    )
                )
            }
        }
        return found
    }
}
