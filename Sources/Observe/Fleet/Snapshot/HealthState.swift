/// How a server is, as mcpctl sees it.
package enum HealthState: String, Sendable, Hashable, CaseIterable, Comparable {
    case healthy
    /// It works, but not all of it, or not as it says.
    case degraded
    /// It answers, and cannot do its work.
    case unhealthy
    /// Nothing answers in time.
    case unreachable
    /// It answers that we may not ask: that says nothing of its health.
    case unauthorized
    /// Something answers that is not the server that was meant.
    case wrongService = "wrong-service"
    /// Not asked yet, or nothing tells.
    case unknown

    /// How much it wants attention; the worst last.
    package var severity: Int {
        switch self {
        case .healthy: 0
        case .unknown: 1
        case .unauthorized: 2
        case .degraded: 3
        case .wrongService: 4
        case .unhealthy: 5
        case .unreachable: 6
        }
    }

    package static func < (first: Self, second: Self) -> Bool { first.severity < second.severity }
}
