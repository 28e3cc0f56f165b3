/// Everything known of one server.
package struct ServerSnapshot: Sendable, Identifiable {
    package let id: String
    package var name: String
    /// The MCP endpoint, or what stands for it.
    package var address: String
    package var labels: [(name: String, value: String)] = []

    /// What mcpctl makes of everything below.
    package var state = HealthState.unknown
    /// Why, in one sentence without a full stop.
    package var reason = ""
    /// Since when it has been in that state.
    package var since: Int64?
    /// What the server says of itself.
    package var claim: HealthState?
    /// Where what it says and what it does differ, in a sentence; nothing where they agree.
    package var disagreement: String?

    /// Whether its process lives, and whether it takes requests: two questions, two answers.
    package var liveness = ProbeSnapshot()
    package var readiness = ProbeSnapshot()
    package var health = ProbeSnapshot()
    package var metrics = ProbeSnapshot()
    package var mcp = ProbeSnapshot()
    package var admin = ProbeSnapshot()
    /// The parts it tells of: its database, its backend.
    package var components: [ComponentSnapshot] = []
    /// What mcpctl looked at beside what the server says.
    package var checks: [TruthSnapshot] = []
    package var identity: IdentitySnapshot?

    package var traffic = TrafficSnapshot()
    package var tools: [ToolSnapshot] = []
    package var breakers: [BreakerSnapshot] = []
    package var caches: [CacheSnapshot] = []
    package var sessions: [SessionSnapshot] = []
    /// How many sessions there are, which may be more than are listed.
    package var sessionCount: Int?
    package var rateLimits: [RateLimitSnapshot] = []
    package var history = HistorySnapshot()

    /// When the server's certificate ends, where it is asked over TLS.
    package var certificateEnd: Int64?
    /// Until when the server asked not to be asked (429 with Retry-After); nothing while it may be asked.
    package var waitUntil: Int64?

    /// When it was last asked, whether or not it answered.
    package var polledAt: Int64?
    /// When anything of it last answered.
    package var answeredAt: Int64?
    /// When it will be asked next; later than the interval says while it is backed off or asked to wait.
    package var nextPollAt: Int64?
    /// Polls in a row that failed.
    package var failures = 0
    /// Whether what is known is older than it should be; such numbers are shown as old.
    package var isStale = false

    package init(id: String, name: String, address: String) {
        (self.id, self.name, self.address) = (id, name, address)
    }
}

/// What one endpoint of a server answered last.
package struct ProbeSnapshot: Sendable {
    package enum Outcome: String, Sendable, Hashable {
        /// There is no such endpoint, or nobody asked it.
        case none
        case passed
        case failed
    }

    package var outcome = Outcome.none
    package var address: String?
    /// The HTTP status, when there was one.
    package var status: Int?
    /// Why it failed, or what is odd about it.
    package var detail: String?
    package var at: Int64?
    /// Seconds from the question to the whole answer.
    package var seconds: Double?

    package init() {}
}

/// One part of a server, by its own words.
package struct ComponentSnapshot: Sendable {
    package var name: String
    package var state: HealthState
    package var detail: String?

    package init(name: String, state: HealthState, detail: String? = nil) {
        (self.name, self.state, self.detail) = (name, state, detail)
    }
}

/// One thing mcpctl looked at itself.
package struct TruthSnapshot: Sendable {
    package enum Outcome: String, Sendable, Hashable { case passed, failed, skipped }

    /// `expected-tools`, `canary`, `identity`, `metrics-moving`, `breakers`.
    package var name: String
    package var outcome: Outcome
    /// What was seen, or why nothing could be.
    package var evidence: String

    package init(name: String, outcome: Outcome, evidence: String) {
        (self.name, self.outcome, self.evidence) = (name, outcome, evidence)
    }
}

/// Who answers at the MCP endpoint.
package struct IdentitySnapshot: Sendable, Hashable {
    package var name: String
    package var version: String?
    /// The revision that is spoken: `2026-07-28`, `2025-11-25`.
    package var protocolVersion: String
    /// Whether that revision knows sessions.
    package var hasSessions: Bool

    package init(name: String, version: String?, protocolVersion: String, hasSessions: Bool) {
        (self.name, self.version, self.protocolVersion, self.hasSessions) = (
            name, version, protocolVersion, hasSessions
        )
    }
}
