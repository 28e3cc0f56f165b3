internal import Values

/// Everything a demo server knows and counts.
///
/// Times come from outside, in milliseconds since the epoch: the same calls at the same times give the same state.
struct ServerState: Sendable {
    let role: ServerRole
    let startedAt: Int64
    var tools: [ToolState]
    var breakers: [Breaker]
    var caches: [ResultCache]
    var limiters: [RateLimiter]
    var sessions = SessionTable()
    var trend = ErrorTrend()
    var audit = AuditLog()
    var faults: [String: BackendFault] = [:]
    var logLevel = "info"
    var isDraining = false
    /// Requests of the protocol, by method.
    var requests: [String: Int] = [:]
    /// How many changes an operator made.
    var revision = 0
    /// Bytes; grows with sessions and cached answers.
    var memory: Int { 48 << 20 + sessions.count << 18 + (caches.first?.size ?? 0) << 12 }
    var random: SplitMix

    init(_ role: ServerRole, seed: UInt64, startedAt: Int64) {
        self.role = role
        self.startedAt = startedAt
        random = SplitMix(seed: seed)
        tools = role.tools.map { ToolState($0, timeout: role.timeout) }
        if role.health == .factory { tools.append(ToolState(.healthCheck, timeout: role.timeout)) }
        breakers = role.backends.map { Breaker($0) }
        caches =
            role.cache.map { [ResultCache("results", maximumSize: $0.size, timeToLive: $0.timeToLive)] } ?? []
        limiters =
            role.limit.map { [RateLimiter("calls", requestsPerMinute: $0.perMinute, burst: $0.burst)] } ?? []
    }

    func tool(_ name: String) -> Int? { tools.firstIndex { $0.role.name == name } }

    func breaker(_ name: String) -> Int? { breakers.firstIndex { $0.name == name } }

    func uptimeSeconds(at now: Int64) -> Double { Double(now - startedAt) / 1000 }
}

extension ToolRole {
    /// How servers made by MCP Tool Factory tell their health.
    static let healthCheck = ToolRole(
        name: "health_check",
        description: "Whether this server works.",
        backend: "",
        median: 1,
        weight: 0,
        argument: "",
        subjects: [],
        errorRatio: 0
    )
}
