package import SampleStore

/// One alert of a rule: a label set for which the condition held.
package struct ActiveAlert: Sendable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// The condition holds, but not yet for as long as the rule wants.
        case pending
        case firing
        /// It was firing, and is kept to be reported as resolved.
        case inactive
    }

    package internal(set) var state = State.pending
    /// Who it is: the sample's labels without the metric name, those of the rule, and `alertname`.
    package let labels: Labels
    /// The condition holds since then, in milliseconds since the epoch.
    package internal(set) var activeAt: Int64
    package internal(set) var firedAt: Int64?
    package internal(set) var resolvedAt: Int64?
    /// It fires only because of `keep_firing_for` since then.
    package internal(set) var keepFiringSince: Int64?
    /// Of the last evaluation in which the condition held, as are the three that follow.
    package internal(set) var value: Double
    package internal(set) var evaluatedAt: Int64
    var sampleLabels: Labels
    /// The annotations that ask PromQL, which has to be done at that time.
    var queried: [String: String] = [:]

    init(labels: Labels, sampleLabels: Labels, value: Double, at time: Int64) {
        self.labels = labels
        self.sampleLabels = sampleLabels
        self.value = value
        activeAt = time
        evaluatedAt = time
    }

    /// Whether it counts as pending or firing.
    package var isActive: Bool { state != .inactive }
}
