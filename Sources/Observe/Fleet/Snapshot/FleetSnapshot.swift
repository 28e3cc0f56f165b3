package import Diagnostics

/// Everything known of a fleet at one moment: a value, the only thing that views and verbs read.
///
/// All times are milliseconds since the epoch; all texts of servers are as they came: whoever shows them makes control
/// characters visible.
package struct FleetSnapshot: Sendable {
    package var environment: String?
    package var time: Int64
    /// How often each server is polled.
    package var interval: Duration
    /// In the order of their sources, then names.
    package var servers: [ServerSnapshot] = []
    package var sources: [SourceSnapshot] = []
    /// Whether certificates are not checked: every frame and table says so.
    package var isInsecure = false
    /// Whether the profile protects the environment: changes there are confirmed by name.
    package var isProtected = false

    package init(environment: String? = nil, time: Int64, interval: Duration) {
        (self.environment, self.time, self.interval) = (environment, time, interval)
    }

    /// How many servers are in each state.
    package var counts: [HealthState: Int] {
        servers.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }
}

/// Where targets come from, and how that goes.
package struct SourceSnapshot: Sendable {
    package var title: String
    package var targets: Int
    /// When it last told its targets.
    package var updatedAt: Int64?
    package var problem: Diagnostic?

    package init(title: String, targets: Int) { (self.title, self.targets) = (title, targets) }
}
