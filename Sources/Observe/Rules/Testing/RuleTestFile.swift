package import Diagnostics
package import SampleStore

/// A file of unit tests of rules, as promtool reads it.
package struct RuleTestFile: Sendable {
    package let file: SourceFile
    /// Paths with wildcards, from the folder of the file.
    package let ruleFiles: [RuleText]
    /// Milliseconds between evaluations.
    package let evaluationInterval: Int64
    /// The order of groups that are named here; all others count as the first of them.
    package let groupOrder: [String]
    /// Takes neighbouring floating-point numbers for the same.
    package let isFuzzy: Bool
    package let tests: [RuleTest]
}

/// Input, and what has to come out of it.
package struct RuleTest: Sendable {
    package let name: String
    package let location: SourceLocation
    /// Milliseconds between the values of the input.
    package let interval: Int64
    package let inputs: [Input]
    package let alertCases: [AlertCase]
    package let expressionCases: [ExpressionCase]
    package let externalLabels: [String: String]
    package let externalURL: String
    /// Milliseconds since the epoch.
    package let start: Int64

    package struct Input: Sendable {
        package let series: RuleText
        package let values: RuleText
        package let labels: Labels
        package let samples: SampleBuffer
        /// Whether some of its values are native histograms, which are passed over.
        package let hasHistograms: Bool
    }

    package struct AlertCase: Sendable {
        package let location: SourceLocation
        /// Milliseconds after the start.
        package let time: Int64
        package let alertname: String
        package let expected: [ExpectedAlert]
    }

    package struct ExpectedAlert: Sendable {
        package let location: SourceLocation
        package let labels: [String: String]
        package let annotations: [String: String]
        /// Whether labels and annotations that are not named may be anything: `partial_match`, which promtool lacks.
        package let isPartial: Bool
    }

    package struct ExpressionCase: Sendable {
        package let location: SourceLocation
        package let expression: RuleText
        /// Milliseconds after the start.
        package let time: Int64
        package let expected: [ExpectedSample]
        package let isPartial: Bool
    }

    package struct ExpectedSample: Sendable {
        package let location: SourceLocation
        package let labels: RuleText
        package let value: Double
        /// A native histogram that is expected, as it is written.
        package let histogram: String?
    }

    /// The last moment that a test looks at, in milliseconds after the start.
    package var length: Int64 {
        max(0, alertCases.map(\.time).max() ?? 0, expressionCases.map(\.time).max() ?? 0)
    }
}
