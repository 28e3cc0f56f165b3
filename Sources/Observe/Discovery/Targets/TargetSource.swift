package import Diagnostics

/// Something that knows targets, and tells when they change.
package protocol TargetSource: Sendable {
    /// What messages call it: `file targets/*.json`, `kubernetes context prod`.
    var title: String { get }

    /// All targets, again and again as they change, until the task that reads them is cancelled.
    ///
    /// A source in trouble says so and keeps the targets it had: an answer that failed is no answer that there are none.
    func updates() -> AsyncStream<TargetUpdate>
}

/// What a source has to say.
package enum TargetUpdate: Sendable {
    case targets([FleetTarget])
    case problem(Diagnostic)
}
