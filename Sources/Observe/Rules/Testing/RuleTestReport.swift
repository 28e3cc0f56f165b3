package import Diagnostics

/// What came of files of unit tests.
package struct RuleTestReport: Sendable {
    package var files: [File]
    package var coverage: RuleCoverage

    package struct File: Sendable {
        package let name: String
        /// What kept its tests from running.
        package var problems: [Diagnostic] = []
        package var warnings: [Diagnostic] = []
        package var cases: [Case] = []

        package var passed: Bool { problems.isEmpty && cases.allSatisfy(\.failures.isEmpty) }
    }

    package struct Case: Sendable {
        package let name: String
        package let location: SourceLocation
        package var failures: [Failure] = []
        package var duration = Duration.zero
        /// How many checks it made.
        package var checks = 0
    }

    package struct Failure: Sendable {
        package enum Kind: String, Sendable {
            /// Other alerts fire than expected.
            case alerts
            /// A query has another answer than expected.
            case samples
            /// A rule or a query failed.
            case error
            /// It needs a part of the language that is not there yet.
            case unsupported
        }

        package let kind: Kind
        package let message: String
        package let location: SourceLocation
        package var differences: [Difference] = []
        package var hint: String?
    }

    /// A line of what was expected and what came.
    package struct Difference: Sendable, Hashable {
        package enum Side: String, Sendable {
            case same = " "
            /// Expected, and not there.
            case missing = "-"
            /// There, and not expected.
            case unexpected = "+"
        }

        package let side: Side
        package let text: String

        package init(_ side: Side, _ text: String) {
            self.side = side
            self.text = text
        }
    }

    package var passed: Bool { files.allSatisfy(\.passed) }
}

/// Which rules the tests look at, and which of them ever did anything.
package struct RuleCoverage: Sendable {
    package struct Entry: Sendable {
        package let file: String
        package let group: String
        package let rule: Rule
        /// Whether a test expects something of it.
        package var isTested = false
        /// Whether an alert of it fired, or it wrote a sample, in any test.
        package var wasActive = false
    }

    package var entries: [Entry] = []

    /// The share of rules that are tested, from 0 to 1; 1 without rules.
    package var share: Double {
        entries.isEmpty ? 1 : Double(entries.count(where: \.isTested)) / Double(entries.count)
    }
}
