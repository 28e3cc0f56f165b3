import Dashboard
import Diagnostics
import Fleet
import RuleWatch
import Rules

/// A fleet in which everything that can be shown is shown once.
enum SampleFleet {
    static let now: Int64 = 1_795_262_400_000

    static var snapshot: FleetSnapshot {
        var snapshot = FleetSnapshot(environment: "production", time: now - 1000, interval: .seconds(2))
        snapshot.isProtected = true
        snapshot.servers = [
            search, billing, git, files, weather, mail, geo, new, hostile, wide, long,
        ]
        snapshot.sources = [SourceSnapshot(title: "profile", targets: 11)]
        return snapshot
    }

    /// The same with a source in trouble and certificates that are not checked.
    static var troubled: FleetSnapshot {
        var snapshot = snapshot
        snapshot.isInsecure = true
        var source = SourceSnapshot(title: "file targets/*.json", targets: 3)
        source.problem = .error("targets/a.json:3:1: expected a list", hint: "see file_sd")
        snapshot.sources.append(source)
        return snapshot
    }

    private static func server(_ name: String, _ state: HealthState, _ reason: String = "") -> ServerSnapshot
    {
        var server = ServerSnapshot(
            id: "profile/\(name)",
            name: name,
            address: "https://\(name).internal/mcp"
        )
        (server.state, server.reason) = (state, reason)
        server.claim = state
        server.since = now - 7_200_000
        server.answeredAt = now - 1000
        server.labels = [("instance", "\(name):8080"), ("job", "mcp")]
        return server
    }

    private static func probe(_ outcome: ProbeSnapshot.Outcome, _ status: Int?, _ detail: String? = nil)
        -> ProbeSnapshot
    {
        var probe = ProbeSnapshot()
        (probe.outcome, probe.status, probe.detail) = (outcome, status, detail)
        (probe.at, probe.seconds) = (now - 1000, 0.0123)
        return probe
    }

    private static func tool(_ name: String, _ rate: Double?, errors: Double?, p95: Double?, listed: Bool?)
        -> ToolSnapshot
    {
        var tool = ToolSnapshot(name: name)
        tool.isListed = listed
        (tool.traffic.rate, tool.traffic.errorRatio, tool.traffic.p95) = (rate, errors, p95)
        tool.rates = rate.map { rate in (0..<20).map { $0 % 7 == 3 ? nil : rate * Double($0 % 5) } } ?? []
        return tool
    }

    /// Healthy, with a history that has a gap.
    static var search: ServerSnapshot {
        var server = server("search", .healthy)
        server.identity = IdentitySnapshot(
            name: "search",
            version: "1.4.2",
            protocolVersion: "2025-11-25",
            hasSessions: true
        )
        (server.traffic.rate, server.traffic.errorRatio) = (123.4, 0.0004)
        (server.traffic.p50, server.traffic.p95, server.traffic.p99) = (0.012, 0.0456, 1.2)
        server.traffic.total = 1_234_567
        server.history.rate = (0..<60).map { 20..<26 ~= $0 ? nil : 100 + Double($0 * 37 % 50) }
        server.history.p95 = (0..<60).map { 20..<26 ~= $0 ? nil : 0.04 + Double($0 % 9) / 1000 }
        server.history.states = (0..<60).map { 20..<26 ~= $0 ? .unreachable : .healthy }
        server.liveness = probe(.passed, 200)
        server.readiness = probe(.failed, 503, "warming up")
        server.health = probe(.passed, 200)
        server.metrics = probe(.passed, 200)
        server.mcp = probe(.passed, 200)
        server.components = [
            ComponentSnapshot(name: "database", state: .healthy),
            ComponentSnapshot(name: "cache", state: .degraded, detail: "slow"),
        ]
        server.checks = [
            TruthSnapshot(name: "expected-tools", outcome: .passed, evidence: "all 3 are listed"),
            TruthSnapshot(name: "canary", outcome: .skipped, evidence: "the profile names no call"),
        ]
        server.tools = [
            tool("query", 80, errors: 0.0004, p95: 0.05, listed: true),
            tool("suggest", 43.4, errors: 0, p95: 0.01, listed: true),
            tool("reindex", nil, errors: nil, p95: nil, listed: nil),
        ]
        var cache = CacheSnapshot(name: "results")
        (cache.hits, cache.misses, cache.size, cache.maximumSize) = (900, 100, 512, 1000)
        (cache.timeToLive, cache.backend) = (300, "memory")
        server.caches = [cache]
        var session = SessionSnapshot(id: "0f9e8d7c6b5a49382716")
        (session.client, session.protocolVersion, session.createdAt) = (
            "claude-desktop", "2025-11-25", now - 600_000
        )
        (session.idleSeconds, session.inFlight) = (42, 1)
        server.sessions = [session]
        server.sessionCount = 12
        var limit = RateLimitSnapshot(name: "per client")
        (limit.requestsPerMinute, limit.burst, limit.remaining, limit.rejected) = (60, 10, 3, 0)
        server.rateLimits = [limit]
        return server
    }

    /// It says that it is well, and is not.
    static var billing: ServerSnapshot {
        var server = server("billing", .degraded, "the circuit breaker ledger is open")
        server.claim = .healthy
        server.disagreement = "says healthy, but the tool charge is not listed and the breaker ledger is open"
        (server.traffic.rate, server.traffic.errorRatio, server.traffic.mean) = (0.42, 0.124, 0.8)
        server.traffic.countsToolErrors = false
        server.history.rate = (0..<30).map { Double($0 % 3) }
        server.checks = [
            TruthSnapshot(name: "expected-tools", outcome: .failed, evidence: "charge is not listed")
        ]
        var charge = tool("charge", 0.4, errors: 0.31, p95: 2.5, listed: false)
        charge.isExpected = true
        server.tools = [charge, tool("refund", 0.02, errors: 0, p95: 0.2, listed: true)]
        server.tools[1].isEnabled = false
        var breaker = BreakerSnapshot(name: "ledger", state: .open)
        (breaker.failureCount, breaker.failureThreshold, breaker.notPermittedCalls) = (7, 5, 31)
        (breaker.openedAt, breaker.nextAttemptAt) = (now - 45_000, now + 15_000)
        server.breakers = [
            BreakerSnapshot(name: "tax", state: .closed), breaker,
            BreakerSnapshot(name: "mail", state: .halfOpen),
            BreakerSnapshot(name: "odd", state: nil), BreakerSnapshot(name: "audit", state: .forcedOpen),
        ]
        return server
    }

    static var git: ServerSnapshot {
        var server = server("git", .unreachable, "the connection was refused")
        (server.isStale, server.answeredAt, server.failures) = (true, now - 47_000, 9)
        server.nextPollAt = now + 12_000
        (server.traffic.rate, server.traffic.p95) = (31, 0.09)
        server.history.rate = (0..<40).map { $0 < 30 ? 30 : nil }
        return server
    }

    static var files: ServerSnapshot { server("files", .unhealthy, "503: database is down") }
    static var weather: ServerSnapshot { server("weather", .unauthorized, "401: a token is wanted") }
    static var mail: ServerSnapshot {
        server("mail", .wrongService, "another server answers: it calls itself nginx")
    }
    static var geo: ServerSnapshot {
        var server = server("geo", .healthy)
        (server.traffic.rate, server.traffic.errorRatio, server.traffic.p95) = (0, 0, 0.004)
        server.sessionCount = 224
        return server
    }
    static var new: ServerSnapshot {
        var server = ServerSnapshot(id: "profile/new", name: "new", address: "https://new.internal/mcp")
        server.labels = [("instance", "new:8080")]
        return server
    }

    /// It would like to own the terminal.
    static var hostile: ServerSnapshot {
        var server = server("evil\u{1B}]0;pwned\u{7}", .degraded, "\u{1B}[2J\u{1B}[Hall is well\r\nreally")
        server.tools = [tool("\u{1B}[31mred\u{9B}0m\u{202E}", 1, errors: 0, p95: 0.1, listed: true)]
        server.sessions = [SessionSnapshot(id: "\u{1B}c")]
        server.breakers = [BreakerSnapshot(name: "b\u{0}\u{8}\u{7F}", state: .closed)]
        return server
    }

    static var wide: ServerSnapshot { server("検索サーバー東京リージョン一号機", .healthy) }

    static var long: ServerSnapshot {
        var server = server(String(repeating: "very-long-name-", count: 40), .unhealthy)
        server.reason = String(repeating: "it goes on and on ", count: 500)
        return server
    }

    static var alerts: [AlertSnapshot] {
        func alert(_ name: String, _ state: ActiveAlert.State, _ severity: String, _ instance: String)
            -> AlertSnapshot
        {
            var alert = AlertSnapshot(
                id: "\(name){\(instance)}",
                name: name,
                state: state,
                value: 0.124,
                activeAt: now - 300_000
            )
            alert.severity = severity
            alert.labels = [("instance", instance), ("severity", severity)]
            alert.annotations = [("summary", "\(name) on \(instance)")]
            return alert
        }
        return [
            alert("ToolErrors", .pending, "warning", "search:8080"),
            alert("BreakerOpen", .firing, "critical", "billing:8080"),
            alert("ServerDown", .firing, "warning", "git:8080"),
            alert("WasSlow", .inactive, "warning", "elsewhere:1"),
        ]
    }
}
