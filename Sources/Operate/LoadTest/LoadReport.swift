package import MCP

/// What came of a load test.
package struct LoadReport: Sendable {
    /// Of all requests, or those of one kind.
    package struct Figures: Sendable {
        package var outcomes: [LoadOutcome: Int] = [:]
        /// From when a request was to be sent to its answer, of those that were answered or given up.
        package var latency = LatencyHistogram()

        package var requests: Int { outcomes.values.reduce(0, +) }
        package var failed: Int { requests - outcomes[.ok, default: 0] }

        /// From 0 to 1; nothing sent is no failure.
        package var errorRatio: Double { requests == 0 ? 0 : Double(failed) / Double(requests) }

        package init() {}

        mutating func add(_ outcome: LoadOutcome, _ latency: Duration) {
            outcomes[outcome, default: 0] += 1
            if outcome.hasLatency { self.latency.record(latency) }
        }
    }

    package struct Part: Sendable {
        package let question: LoadPlan.Question
        package var figures = Figures()
    }

    package let endpoint: String
    package let server: MCPServer
    package let offeredRate: Double
    /// Seconds since 1970 at which the first request that counts was to be sent.
    package var startedAt = 0.0
    /// From then to the last answer.
    package var duration = Duration.zero
    package var parts: [Part]
    /// How late requests were sent, for which this machine, not the server, is to blame.
    package var lateness = LatencyHistogram()
    package var isInterrupted = false

    package var total: Figures {
        parts.reduce(into: Figures()) { total, part in
            total.outcomes.merge(part.figures.outcomes, uniquingKeysWith: +)
            total.latency.merge(part.figures.latency)
        }
    }

    /// Requests a second that were answered as they should, over the time they were spread over or took.
    package var achievedRate: Double {
        let seconds = max(duration / .seconds(1), Double(total.requests) / offeredRate)
        return seconds > 0 ? Double(total.outcomes[.ok, default: 0]) / seconds : 0
    }

    /// Whether nobody was there for any of them.
    package var isUnreachable: Bool {
        let total = total
        return total.requests > 0
            && total.outcomes[.connection, default: 0] + total.outcomes[.timedOut, default: 0]
                == total.requests
    }

    init(endpoint: String, server: MCPServer, plan: LoadPlan, mix: [LoadPlan.Part]) {
        self.endpoint = endpoint
        self.server = server
        offeredRate = plan.rate
        parts = mix.map { Part(question: $0.question) }
    }
}
