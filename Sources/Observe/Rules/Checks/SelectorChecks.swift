internal import Diagnostics
internal import PromQL
internal import SampleStore

/// Patterns that say no more than a plain text, and anchors that are there anyway.
struct NeedlessRegex: SingleRuleCheck {
    static let id = "promql/regexp"
    static let summary = "a regular expression that is none, or with anchors"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.selectors.flatMap { selector, _, _ in
            selector.labels.compactMap { label -> RuleFinding? in
                let matcher = label.matcher
                guard matcher.operation == .matches || matcher.operation == .doesNotMatch else { return nil }
                let plain = matcher.operation == .matches ? "=" : "!="
                if matcher.value.hasPrefix("^")
                    || (matcher.value.hasSuffix("$") && !matcher.value.hasSuffix("\\$"))
                {
                    return subject.finding(
                        Self.self,
                        "patterns match whole values anyway: `^` and `$` are not needed",
                        at: label.range,
                        .note,
                        hint: "leave them out"
                    )
                }
                guard !matcher.value.isEmpty,
                    !matcher.value.contains(where: { ".*+?()[]{}|^$\\".contains($0) })
                else { return nil }
                return subject.finding(
                    Self.self,
                    "`\(matcher)` is no pattern",
                    at: label.range,
                    .note,
                    hint: "write `\(matcher.name)\(plain)\"\(matcher.value)\"`"
                )
            }
        }
    }
}

/// Matchers that select nothing away, and selectors that ask for everything.
struct LooseSelector: SingleRuleCheck {
    static let id = "promql/selector"
    static let summary = "a selector that asks for everything, or a matcher without effect"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.selectors.flatMap { selector, _, range -> [RuleFinding] in
            var found: [RuleFinding] = []
            let names = selector.matchers.filter { $0.name == "__name__" }
            if !names.contains(where: { $0.operation == .equal || $0.operation == .matches })
                || names.contains(where: { $0.operation == .matches && [".*", ".+"].contains($0.value) })
            {
                found.append(
                    subject.finding(
                        Self.self,
                        "the selector names no metric, so it reads every series there is",
                        at: range,
                        hint: "start with the name of a metric"
                    )
                )
            }
            for label in selector.labels where label.matcher.name != "__name__" {
                let matcher = label.matcher
                if matcher.operation == .matches, matcher.value == ".*" {
                    found.append(
                        subject.finding(
                            Self.self,
                            "`\(matcher)` matches every series",
                            at: label.range,
                            .note,
                            hint: "leave it out, or write `.+` if the label has to be there"
                        )
                    )
                }
                let others = selector.labels.map(\.matcher).filter {
                    $0.name == matcher.name && $0 != matcher
                }
                if matcher.operation == .equal, others.contains(where: { !$0.matches(matcher.value) }) {
                    found.append(
                        subject.finding(
                            Self.self,
                            "no series satisfies all matchers of `\(matcher.name)`",
                            at: label.range
                        )
                    )
                }
            }
            return found
        }
    }
}
