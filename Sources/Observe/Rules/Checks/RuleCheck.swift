package import Diagnostics
internal import PromQL

/// One thing to look for in rules: a file of its own, and a line in ``RuleChecker/all``.
package protocol RuleCheck: Sendable {
    /// Two words, as in `promql/counter`.
    static var id: String { get }
    /// What it looks for, in a sentence.
    static var summary: String { get }

    static func findings(in context: RuleCheckContext) -> [RuleFinding]
}

/// A check that needs one rule at a time.
package protocol SingleRuleCheck: RuleCheck {
    static func findings(of subject: CheckedRule) -> [RuleFinding]
}

extension SingleRuleCheck {
    package static func findings(in context: RuleCheckContext) -> [RuleFinding] {
        context.subjects.flatMap { findings(of: $0) }
    }
}

/// What a check found, and where.
package struct RuleFinding: Sendable, Hashable {
    package let check: String
    /// The rule that it is about.
    package let rule: String
    package let diagnostic: Diagnostic
}

/// All rules that are looked at together, and what is known besides.
package struct RuleCheckContext: Sendable {
    package let files: [RuleFile]
    /// What targets expose; `nil` when nobody knows.
    package let metrics: KnownMetrics?
    /// Milliseconds between two scrapes; `nil` when nobody knows.
    package let scrapeInterval: Int64?
    /// Milliseconds between evaluations of groups that do not say.
    package let defaultInterval: Int64
    package let subjects: [CheckedRule]

    package init(
        _ files: [RuleFile],
        metrics: KnownMetrics? = nil,
        scrapeInterval: Int64? = nil,
        defaultInterval: Int64 = 60_000
    ) {
        self.files = files
        self.metrics = metrics
        self.scrapeInterval = scrapeInterval
        self.defaultInterval = defaultInterval
        subjects = files.flatMap { file in
            file.groups.flatMap { group in
                group.rules.map {
                    CheckedRule(
                        rule: $0,
                        group: group,
                        file: file,
                        interval: group.interval ?? defaultInterval,
                        scrapeInterval: scrapeInterval,
                        metrics: metrics
                    )
                }
            }
        }
    }
}

/// A rule while it is looked at.
package struct CheckedRule: Sendable {
    package let rule: Rule
    package let group: RuleGroup
    package let file: RuleFile
    /// Milliseconds between evaluations.
    package let interval: Int64
    package let scrapeInterval: Int64?
    package let metrics: KnownMetrics?

    var tree: Expression { rule.tree }

    /// A finding about a part of the expression.
    func finding(
        _ check: any RuleCheck.Type,
        _ message: String,
        at range: TextRange,
        _ severity: Diagnostic.Severity = .warning,
        notes: [Diagnostic.Note] = [],
        hint: String? = nil
    ) -> RuleFinding {
        finding(check, message, at: rule.location(of: range), severity, notes: notes, hint: hint)
    }

    func finding(
        _ check: any RuleCheck.Type,
        _ message: String,
        at location: SourceLocation?,
        _ severity: Diagnostic.Severity = .warning,
        notes: [Diagnostic.Note] = [],
        hint: String? = nil
    ) -> RuleFinding {
        RuleFinding(
            check: check.id,
            rule: rule.name.text,
            diagnostic: Diagnostic(
                severity,
                "\(message) [\(check.id)]",
                at: location,
                notes: notes,
                hint: hint
            )
        )
    }

    func text(of node: Expression) -> String {
        shortened(node.range.text(in: rule.expression.text))
    }
}

/// The metrics that targets expose.
package struct KnownMetrics: Sendable {
    package enum Kind: String, Sendable, Hashable {
        case counter, gauge, histogram, summary, untyped
    }

    /// By the names of their series or of their family: a histogram stands under the name without `_bucket`.
    package var kinds: [String: Kind]

    package init(_ kinds: [String: Kind]) { self.kinds = kinds }

    package func kind(of name: String) -> Kind? {
        if let kind = kinds[name] { return kind }
        for suffix in ["_bucket", "_sum", "_count", "_total", "_created", "_info"]
        where name.hasSuffix(suffix) {
            if let kind = kinds[String(name.dropLast(suffix.count))] { return kind }
        }
        return nil
    }
}
