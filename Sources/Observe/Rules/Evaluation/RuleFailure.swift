internal import PromQL
package import SampleStore

/// Why a rule could not be evaluated, in Prometheus' words.
package struct RuleFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package let message: String
    package let hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    init(_ error: QueryError) { self.init(error.description, hint: error.hint) }

    package var description: String { message }
}

/// Where rules read samples from and write their own to.
package protocol RuleWorld {
    /// What there is now.
    var source: any SampleSource { get }

    /// Writes a sample; `nil` when it is there afterwards.
    mutating func append(_ value: Double, at time: Int64, to labels: Labels) -> SampleRefusal?
}

/// Why a sample was not taken.
package enum SampleRefusal: Error, Sendable, Hashable {
    case outOfOrder
    case duplicate(time: Int64, existing: Double, new: Double)
    /// In other words than Prometheus'.
    case other(String)
}
