/// A circuit breaker of a server.
package struct BreakerSnapshot: Sendable, Identifiable {
    /// As the admin channel names them.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case closed, open
        case halfOpen = "half_open"
        case forcedOpen = "forced_open"
        case disabled
    }

    package var name: String
    package var id: String { name }
    /// Nothing when it says a word that is no state.
    package var state: State?
    package var failureCount: Int?
    package var failureThreshold: Int?
    package var notPermittedCalls: Int?
    package var openedAt: Int64?
    package var nextAttemptAt: Int64?

    package init(name: String, state: State?) { (self.name, self.state) = (name, state) }
}

/// A cache of a server.
package struct CacheSnapshot: Sendable, Identifiable {
    package var name: String
    package var id: String { name }
    package var backend: String?
    package var hits: Double?
    package var misses: Double?
    package var size: Int?
    package var maximumSize: Int?
    /// Seconds.
    package var timeToLive: Double?

    /// From 0 to 1.
    package var hitRatio: Double? {
        guard let hits, let misses, hits + misses > 0 else { return nil }
        return hits / (hits + misses)
    }

    package init(name: String) { self.name = name }
}

/// A session that a client has with a server.
package struct SessionSnapshot: Sendable, Identifiable {
    package let id: String
    package var client: String?
    package var protocolVersion: String?
    package var createdAt: Int64?
    package var idleSeconds: Double?
    package var inFlight: Int?

    package init(id: String) { self.id = id }
}

/// A rate limit of a server.
package struct RateLimitSnapshot: Sendable, Identifiable {
    package var name: String
    package var id: String { name }
    package var requestsPerMinute: Double?
    package var burst: Double?
    package var remaining: Double?
    package var rejected: Double?

    package init(name: String) { self.name = name }
}
