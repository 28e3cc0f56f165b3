package import Diagnostics
package import PromQL

/// The groups of one file of rules, in the order written.
package struct RuleFile: Sendable {
    package let file: SourceFile
    package var groups: [RuleGroup]
    /// What does not keep the rules from running.
    package var warnings: [Diagnostic] = []

    package var rules: [Rule] { groups.flatMap(\.rules) }
}

/// Rules that run one after another at the same times.
package struct RuleGroup: Sendable {
    package let name: RuleText
    /// Milliseconds between evaluations; `nil` for the default of whoever runs it.
    package let interval: Int64?
    /// Milliseconds into the past that its queries look.
    package let queryOffset: Int64?
    /// Alerts or series that a rule may have; 0 for any number.
    package let limit: Int
    /// Given to all its rules that do not set them.
    package let labels: [RuleLabel]
    package let rules: [Rule]
    package let location: SourceLocation
}

package struct Rule: Sendable {
    package enum Kind: String, Sendable, Hashable {
        case recording = "record"
        case alerting = "alert"
    }

    package let kind: Kind
    package let name: RuleText
    package let expression: RuleText
    package let tree: Expression
    /// Milliseconds for which the condition has to hold.
    package let hold: Int64
    /// Milliseconds for which an alert goes on firing after its condition ended.
    package let keepFiringFor: Int64
    /// Its own and those of its group, by name.
    package let labels: [RuleLabel]
    package let annotations: [RuleLabel]
    package let location: SourceLocation
    /// Where the keys of the rule stand, by name.
    package let keys: [String: SourceLocation]

    /// Where a byte of the expression stands in the file.
    package func location(of range: TextRange) -> SourceLocation { expression.location(at: range.lowerBound) }
}

/// A label or an annotation: its value is a template in alerting rules.
package struct RuleLabel: Sendable {
    package let name: String
    package let nameLocation: SourceLocation
    package let value: RuleText
    /// `nil` in recording rules, whose labels are taken as they are.
    package let template: AlertTemplate?
}
