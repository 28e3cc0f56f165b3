internal import Diagnostics
internal import Discovery
internal import HTTP
internal import MCP

/// What becomes of the answers of a poll.
extension ServerState {
    mutating func takeProbes(_ answers: PollAnswers, wall: Int64) {
        evidence.health = health(answers.health, .health)
        evidence.liveness = health(answers.liveness, .liveness)
        evidence.readiness = health(answers.readiness, .readiness)
        row.health = Self.probe(evidence.health, wall)
        row.liveness = Self.probe(evidence.liveness, wall)
        row.readiness = Self.probe(evidence.readiness, wall)
        if let report = evidence.health?.report ?? evidence.readiness?.report {
            row.components = report.components
        }
    }

    /// An endpoint that nobody named, and that is not there, is none.
    private func health(_ answer: EndpointAnswer?, _ endpoint: FleetTarget.Endpoint) -> Evidence.Health? {
        guard let health = answer.map({ Evidence.Health($0) }) else { return nil }
        // A page keeps its meaning: it may be that something else answers there.
        if target.guessed.contains(endpoint), health.isForeign, !health.isPage { return nil }
        return health
    }

    private static func probe(_ health: Evidence.Health?, _ wall: Int64) -> ProbeSnapshot {
        guard let health else { return ProbeSnapshot() }
        let detail: String? =
            if health.answer.isRefused {
                "it wants other credentials"
            } else if health.isForeign {
                "it answers \(health.oddity)"
            } else {
                health.report.flatMap { $0.state == .healthy ? nil : $0.explanation ?? $0.state.rawValue }
            }
        let isFine = health.report.map {
            $0.state == .healthy || $0.state == .degraded || $0.state == .unknown
        }
        return health.answer.probe(at: wall, isFine: isFine ?? false, detail: detail)
    }

    mutating func takeMetrics(_ answer: EndpointAnswer?, wall: Int64, ticks: Int64) {
        guard let answer else { return }
        let isGuessed = target.guessed.contains(.metrics)
        evidence.hasMetrics = !isGuessed || evidence.hasMetrics
        switch samples.record(answer, wall: wall, ticks: ticks) {
        case .success(let traffic):
            evidence.metricsFailure = nil
            evidence.hasMetrics = true
            row.metrics = answer.probe(at: wall, isFine: true)
            if traffic.total != evidence.traffic.total { evidence.uncountedCalls = 0 }
            row.traffic = traffic
            takeGauges()
        case .failure(let problem):
            // What was never there is not missed.
            guard evidence.hasMetrics || answer.isRefused else { return }
            evidence.metricsFailure = (problem.message, answer.isRefused, answer.failure != nil)
            row.metrics = answer.probe(at: wall, isFine: false, detail: problem.message)
        }
    }

    /// What runs in the server, unless the admin channel tells it better.
    private mutating func takeGauges() {
        let gauges = samples.takeGauges()
        if admin?.breakers == nil {
            row.breakers = gauges.breakers.values.sorted { $0.name < $1.name }
            evidence.knowsBreakers = !row.breakers.isEmpty
        }
        if admin?.caches == nil { row.caches = gauges.caches.values.sorted { $0.name < $1.name } }
        if admin?.rateLimits == nil { row.rateLimits = gauges.rateLimits.values.sorted { $0.name < $1.name } }
        if admin?.sessions == nil { row.sessionCount = gauges.sessions }
    }

    mutating func takeLook(_ look: MCPLook?, wall: Int64) {
        guard let look else { return }
        evidence.look = look
        if target.guessed.contains(.mcp) {
            evidence.hasMCP = look.isAnswered || look.failure?.kind != .wrongService || evidence.report == nil
            if !evidence.hasMCP { evidence.look = nil }
        }
        evidence.uncountedCalls += look.calls
        var probe = ProbeSnapshot()
        probe.address = look.address
        probe.outcome = look.isAnswered && look.failure == nil ? .passed : .failed
        probe.status = look.failure?.status
        probe.detail = look.failure?.message
        probe.at = wall
        probe.seconds = look.seconds
        row.mcp = probe
        if let server = look.server {
            let name = server.name ?? ""
            if !name.isEmpty, firstIdentity == nil { firstIdentity = name }
            row.identity = IdentitySnapshot(
                name: name,
                version: server.version,
                protocolVersion: server.protocolVersion,
                hasSessions: server.era == .legacy
            )
        }
        if let call = look.health {
            let report = call.problem == nil ? call.answer.flatMap { HealthDialects.report(on: $0) } : nil
            evidence.tool = (call.tool, report, call.problem)
            row.components = report?.components ?? row.components
        } else if look.isAnswered {
            evidence.tool = nil
        }
    }

    mutating func takeAdmin(_ reading: AdminReading, wall: Int64) {
        row.admin = reading.answer.probe(at: wall, isFine: reading.problem == nil, detail: reading.problem)
        // What was read before stays while the channel is in trouble.
        guard reading.problem == nil else { return }
        admin = reading
        if let breakers = reading.breakers {
            row.breakers = breakers
            evidence.knowsBreakers = true
        }
        if let caches = reading.caches { row.caches = caches }
        if let limits = reading.rateLimits { row.rateLimits = limits }
        if let sessions = reading.sessions {
            row.sessions = sessions
            row.sessionCount = reading.sessionCount
        }
    }

    /// One row for each tool that is listed, counted, expected or managed.
    mutating func mergeTools() {
        let listed = evidence.look?.tools
        var rows: [String: ToolSnapshot] = [:]
        let old = Dictionary(row.tools.map { ($0.name, $0.rates) }, uniquingKeysWith: { first, _ in first })
        func change(_ name: String, _ edit: (inout ToolSnapshot) -> Void) {
            edit(&rows[name, default: ToolSnapshot(name: name)])
        }
        for name in listed ?? [] { change(name) { $0.isListed = true } }
        for tool in samples.tools() { change(tool.name) { $0.traffic = tool.traffic } }
        for name in expectations.tools { change(name) { $0.isExpected = true } }
        for (name, isEnabled) in admin?.tools ?? [:] { change(name) { $0.isEnabled = isEnabled } }
        row.tools = rows.values.sorted { $0.name < $1.name }
        for index in row.tools.indices {
            if listed != nil, row.tools[index].isListed == nil { row.tools[index].isListed = false }
            row.tools[index].rates = old[row.tools[index].name] ?? []
        }
    }
}
