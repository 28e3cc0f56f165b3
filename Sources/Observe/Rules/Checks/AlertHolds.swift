internal import Diagnostics
internal import GoText
internal import PromQL

/// How long a condition has to hold, and how long an alert stays.
struct AlertWithoutHold: SingleRuleCheck {
    static let id = "alerts/for"
    static let summary = "an alert without `for` fires at the first sample that is out of line"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        let rule = subject.rule
        guard rule.kind == .alerting, rule.hold == 0 else { return [] }
        // What looks back over a range is steady by itself.
        guard !rule.tree.selectors.isEmpty, !rule.tree.selectors.contains(where: { $0.window != nil }) else {
            return []
        }
        let isWritten = rule.keys["for"] != nil
        return [
            subject.finding(
                Self.self,
                isWritten
                    ? "`for: 0` is the same as no `for`" : "without `for` one odd sample is enough to fire",
                at: rule.keys["for"] ?? rule.keys["alert"] ?? rule.location,
                .note,
                hint: isWritten
                    ? "leave it out, or wait for some minutes" : "wait for some minutes, as in `for: 5m`"
            )
        ]
    }
}

struct AlertHoldTime: SingleRuleCheck {
    static let id = "alerts/hold"
    static let summary = "`for` and `keep_firing_for` shorter than the time between evaluations do nothing"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        let interval = PromDuration(milliseconds: subject.interval).description
        return [("for", subject.rule.hold), ("keep_firing_for", subject.rule.keepFiringFor)].compactMap {
            key,
            time in
            guard time > 0, time < subject.interval else { return nil }
            let written = PromDuration(milliseconds: time).description
            return subject.finding(
                Self.self,
                "`\(key): \(written)` is shorter than the \(interval) between evaluations",
                at: subject.rule.keys[key],
                hint: key == "for"
                    ? "it lasts until the next evaluation anyway: write `for: \(interval)` or more"
                    : "the alert ends at the evaluation after anyway: write `\(interval)` or more"
            )
        }
    }
}

struct AlertWithoutAnnotations: SingleRuleCheck {
    static let id = "alerts/annotation"
    static let summary = "an alert should say what it means"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        guard subject.rule.kind == .alerting, subject.rule.annotations.isEmpty else { return [] }
        return [
            subject.finding(
                Self.self,
                "the alert has no annotations",
                at: subject.rule.keys["alert"] ?? subject.rule.location,
                .note,
                hint: "say what it means and what to do in `annotations`, such as `summary` and `runbook_url`"
            )
        ]
    }
}
