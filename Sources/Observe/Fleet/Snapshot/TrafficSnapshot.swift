/// Rate, errors and duration of calls over the last minutes; what a server does not tell is absent, never zero.
package struct TrafficSnapshot: Sendable, Hashable {
    /// Calls a second.
    package var rate: Double?
    /// The part of the calls that failed, from 0 to 1.
    package var errorRatio: Double?
    /// Seconds.
    package var p50: Double?
    package var p95: Double?
    package var p99: Double?
    /// Seconds, where only a mean can be told.
    package var mean: Double?
    /// Calls since the server started.
    package var total: Double?
    /// Whether failures the server answers as successful results are not among the errors, as far as is known.
    package var countsToolErrors = true

    package init() {}
}

/// One tool of a server.
package struct ToolSnapshot: Sendable, Identifiable {
    package var name: String
    package var id: String { name }
    /// Whether `tools/list` has it; nothing when the list is not known.
    package var isListed: Bool?
    /// Whether the profile expects it.
    package var isExpected = false
    package var isEnabled: Bool?
    package var traffic = TrafficSnapshot()
    /// The newest calls a second, oldest first; gaps are absent.
    package var rates: [Double?] = []

    package init(name: String) { self.name = name }
}

/// The newest values of a server, one each interval, oldest first; where there was none is a gap.
package struct HistorySnapshot: Sendable {
    package var rate: [Double?] = []
    package var errorRatio: [Double?] = []
    package var p95: [Double?] = []
    /// Seconds its health took to answer.
    package var latency: [Double?] = []
    /// The state of each poll.
    package var states: [HealthState] = []

    package init() {}
}
