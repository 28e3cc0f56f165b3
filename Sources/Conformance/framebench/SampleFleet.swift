internal import Fleet
internal import RuleWatch

/// A fleet that changes from one moment to the next as fleets do: most servers are well, and their numbers move.
struct SampleFleet {
    private(set) var snapshot: FleetSnapshot
    private(set) var alerts: [AlertSnapshot] = []
    private var step = 0

    static let names = ["search", "files", "billing", "git", "weather", "mail", "calendar", "geo"]
    private static let tools = ["query", "fetch", "list_items", "create_item", "summarise"]
    /// Values of a history.
    private static let historyLength = 60

    init(servers count: Int, at time: Int64) {
        snapshot = FleetSnapshot(environment: "staging", time: time, interval: .seconds(2))
        snapshot.sources = [SourceSnapshot(title: "sample", targets: count)]
        snapshot.servers = (0..<count).map { index in
            let name = "mcp-\(Self.names[index % Self.names.count])-\(index)"
            var server = ServerSnapshot(
                id: "sample/\(name)",
                name: name,
                address: "https://\(name).internal:8443/mcp"
            )
            server.labels = [("instance", "\(name).internal:8443"), ("job", "mcp")]
            server.since = time - 3_600_000
            server.tools = Self.tools.map { name in
                var tool = ToolSnapshot(name: name)
                tool.isListed = true
                return tool
            }
            server.breakers = [BreakerSnapshot(name: "upstream", state: .closed)]
            return server
        }
        for _ in 0..<Self.historyLength { advance(to: time) }
    }

    /// Every server has answered once more.
    mutating func advance(to time: Int64) {
        step += 1
        snapshot.time = time
        for index in snapshot.servers.indices { Self.advance(&snapshot.servers[index], index, step, time) }
    }

    /// A number from 0 to 1 that anybody gets again.
    private static func noise(_ index: Int, _ step: Int) -> Double {
        var mixed = UInt64(truncatingIfNeeded: index &* 1_000_003 &+ step) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 31)) &* 0xBF58_476D_1CE4_E5B9
        return Double(mixed >> 11) / 9_007_199_254_740_992
    }

    private static func advance(_ server: inout ServerSnapshot, _ index: Int, _ step: Int, _ time: Int64) {
        let state = state(of: index, step)
        let answers = state != .unreachable
        if state != server.state { server.since = time }
        server.state = state
        server.reason = reason(of: state)
        server.disagreement = state == .degraded ? "says healthy, but the tool query fails" : nil
        server.isStale = !answers
        let rate: Double? = answers ? 20 + noise(index, step / 3) * 80 : nil
        push(rate, to: &server.history.rate)
        push(answers ? 0.03 + noise(index, step) * 0.1 : nil, to: &server.history.p95)
        if server.history.states.count == historyLength { server.history.states.removeFirst() }
        server.history.states.append(state)
        guard answers else { return }
        server.answeredAt = time
        server.traffic.rate = rate
        server.traffic.errorRatio = state == .healthy ? 0 : 0.1 + noise(index, step) / 10
        server.traffic.p95 = server.history.p95.last ?? nil
        server.breakers[0].state = state == .degraded ? .open : .closed
        for tool in server.tools.indices {
            server.tools[tool].traffic.rate = (rate ?? 0) * noise(tool, index)
            server.tools[tool].traffic.errorRatio = 0
            server.tools[tool].traffic.p95 = 0.02 + noise(tool, step) / 10
        }
    }

    private static func push(_ value: Double?, to history: inout [Double?]) {
        if history.count == historyLength { history.removeFirst() }
        history.append(value)
    }

    /// One in twenty is in trouble, and one in a hundred comes and goes.
    private static func state(of index: Int, _ step: Int) -> HealthState {
        if index % 100 == 51 { return step / 15 % 2 == 0 ? .healthy : .unreachable }
        switch index % 60 {
        case 7: return .degraded
        case 23: return .unreachable
        case 41: return .unauthorized
        default: return .healthy
        }
    }

    private static func reason(of state: HealthState) -> String {
        switch state {
        case .healthy: ""
        case .unreachable: "the connection was refused"
        case .degraded: "the circuit breaker upstream is open"
        case .unauthorized: "401: a token is wanted"
        case .unhealthy, .wrongService, .unknown: state.rawValue
        }
    }
}
