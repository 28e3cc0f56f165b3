import Discovery
import HTTP
import Testing

@testable import Fleet

struct FleetRowTests {
    @Test func `every row of a fleet that misbehaves is right`() async throws {
        let server = try Misbehaving()
        let fine: [String: Any] = ["body": #"{"status":"ok"}"#]
        let page: [String: Any] = ["body": "<!DOCTYPE html><title>Wiki</title>", "type": "text/html"]
        try await server.set([
            "__mcp": ["tools": ["search", "echo"], "failing": ["echo"]],
            "/fine/health": fine, "/fine/mcp": "mcp",
            "/lying/health": fine,
            "/lying/mcp": ["status": 502, "body": "bad gateway", "type": "text/plain"],
            "/cold/health": ["body": #"{"status":"degraded","message":"cache is cold"}"#], "/cold/mcp": "mcp",
            "/cold/ready": ["body": #"{"ready":true}"#],
            "/down/health": [
                "status": 503, "body": #"{"status":"unhealthy","checks":{"db":false}}"#,
            ], "/down/mcp": "mcp",
            "/waking/health": fine, "/waking/live": ["body": #"{"alive":true}"#],
            "/waking/ready": ["status": 503, "body": #"{"ready":false,"message":"loading its index"}"#],
            "/locked/health": ["status": 401, "body": "{}"], "/locked/mcp": ["status": 401, "body": "{}"],
            "/wiki/health": page, "/wiki/mcp": page,
            "/short/health": fine, "/short/mcp": "old-mcp",
            "/broken/health": fine, "/broken/mcp": "mcp",
            "/plain/mcp": "old-mcp",
            "/blind/health": fine, "/blind/mcp": "mcp", "/blind/metrics": ["status": 500, "body": "oops"],
        ])
        var gone = FleetTarget(id: "gone", name: "gone")
        gone.url = "http://127.0.0.1:1/mcp"
        gone.health = "http://127.0.0.1:1/health"
        var plan = FleetPlan(targets: [
            server.target("fine", "health", "mcp"), server.target("lying", "health", "mcp"),
            server.target("cold", "health", "ready", "mcp"), server.target("down", "health", "mcp"),
            server.target("waking", "health", "live", "ready"), server.target("locked", "health", "mcp"),
            server.target("wiki", "health", "mcp"), server.target("short", "health", "mcp"),
            server.target("broken", "health", "mcp"), server.target("plain", "mcp"),
            server.target("blind", "health", "mcp", "metrics"), gone,
        ])
        plan.options.timeout = .seconds(20)
        plan.expectations["short"] = ServerExpectations()
        plan.expectations["short"]?.tools = ["search", "send_mail"]
        plan.expectations["broken"] = ServerExpectations()
        plan.expectations["broken"]?.canary = CanaryCall(tool: "echo")
        let rows = await Fleet(plan, http: server.http).pollOnce()

        #expect(rows["fine"].state == .healthy)
        #expect(rows["fine"].reason == "it says it is healthy, 2 tools listed")
        #expect(rows["lying"].state == .unhealthy)
        #expect(rows["lying"].claim == .healthy)
        #expect(
            rows["lying"].disagreement?.hasPrefix("it says it is healthy, but its MCP endpoint does not work")
                == true
        )
        #expect(rows["cold"].state == .degraded)
        #expect(rows["cold"].reason == "it says it is degraded: cache is cold, and still ready")
        #expect(rows["down"].state == .unhealthy)
        #expect(rows["down"].reason == "it says it is unhealthy: db is unhealthy")
        #expect(rows["waking"].state == .unhealthy)
        #expect(
            rows["waking"].disagreement?.contains("it is alive, but not ready: loading its index") == true
        )
        #expect(rows["waking"].liveness.outcome == .passed)
        #expect(rows["waking"].readiness.outcome == .failed)
        #expect(rows["locked"].state == .unauthorized)
        #expect(rows["wiki"].state == .wrongService)
        #expect(rows["short"].state == .degraded)
        #expect(rows["short"].disagreement?.contains("1 of 2 expected tools are missing (send_mail)") == true)
        #expect(rows["short"].identity?.hasSessions == true)
        #expect(rows["broken"].state == .unhealthy)
        #expect(
            rows["broken"].disagreement?.contains("the canary call of echo fails: upstream is down") == true
        )
        #expect(rows["plain"].state == .healthy)
        #expect(rows["plain"].reason == "2 tools listed, it has no health endpoint")
        #expect(rows["blind"].state == .degraded)
        #expect(rows["gone"].state == .unreachable)
        #expect(rows["gone"].isStale)
        #expect(try await server.seen().sessions == 0)
    }

    @Test func `a server that asks to wait is not asked before, and keeps its last state`() async throws {
        let server = try Misbehaving()
        try await server.set(["/busy/health": ["body": "ok", "type": "text/plain"]])
        let clock = ManualClock()
        let fleet = Fleet(
            FleetPlan(targets: [server.target("busy", "health")]),
            http: server.http,
            clock: clock
        )
        #expect(await fleet.pollOnce()["busy"].state == .healthy)
        try await server.set(["/busy/health": ["status": 429, "headers": ["Retry-After": "120"]]])
        clock.advance(.seconds(15))
        let waiting = await fleet.pollOnce()["busy"]
        #expect(waiting.state == .healthy)
        #expect(waiting.isStale)
        #expect(waiting.reason.hasPrefix("asked to wait until "))
        #expect(waiting.waitUntil == clock.wall + 120_000)
        clock.advance(.seconds(119))
        fleet.refresh()
        #expect(await fleet.pollOnce()["busy"].isStale)
        #expect(try await server.seen().paths["/busy/health"] == 2)
        try await server.set([
            "/busy/health": ["status": 200, "headers": [:], "body": "ok", "type": "text/plain"]
        ])
        clock.advance(.seconds(2))
        let again = await fleet.pollOnce()["busy"]
        #expect(again.state == .healthy)
        #expect(!again.isStale)
        #expect(again.waitUntil == nil)
    }

    @Test func `a server slower than its interval never has two polls at a time`() async throws {
        let server = try Misbehaving()
        try await server.set([
            "/slow/health": ["body": "ok", "type": "text/plain", "delay": 1.0],
            "/quick/health": ["body": "ok", "type": "text/plain"],
        ])
        var plan = FleetPlan(targets: [server.target("slow", "health"), server.target("quick", "health")])
        plan.options.interval = .milliseconds(100)
        plan.options.timeout = .seconds(20)
        let fleet = Fleet(plan, http: server.http)
        let start = ContinuousClock.now
        let running = Task { await fleet.run() }
        while try await server.seen().paths["/quick/health"] ?? 0 < 12 {
            try await Task.sleep(for: .milliseconds(20))
        }
        let slow = try await server.seen().paths["/slow/health"] ?? 0
        running.cancel()
        await running.value
        #expect(slow <= Int((ContinuousClock.now - start) / .seconds(1)) + 1)
    }

    @Test func `another server at the same address is told`() async throws {
        let server = try Misbehaving()
        try await server.set(["/it/mcp": "old-mcp", "__mcp": ["name": "billing"]])
        let clock = ManualClock()
        let fleet = Fleet(FleetPlan(targets: [server.target("it", "mcp")]), http: server.http, clock: clock)
        #expect(await fleet.pollOnce()["it"].identity?.name == "billing")
        try await server.set(["__mcp": ["name": "wiki"]])
        clock.advance(.seconds(60))
        let row = await fleet.pollOnce()["it"]
        #expect(row.state == .degraded)
        #expect(row.reason == "wiki answers where billing did before")
    }

    @Test func `a tool tells health where no endpoint does, and failing calls contradict it`() async throws {
        let server = try Misbehaving()
        func metrics(_ failed: Int) -> [String: Any] {
            ["body": "mcp_tool_calls_total{tool=\"a\",status=\"error\"} \(failed)\n", "type": "text/plain"]
        }
        try await server.set([
            "__mcp": ["tools": ["health_check", "a"]], "/it/mcp": "mcp", "/it/metrics": metrics(0),
        ])
        let clock = ManualClock()
        let fleet = Fleet(
            FleetPlan(targets: [server.target("it", "mcp", "metrics")]),
            http: server.http,
            clock: clock
        )
        let first = await fleet.pollOnce()["it"]
        #expect(first.state == .healthy)
        #expect(first.claim == .healthy)
        clock.advance(.seconds(30))
        try await server.set(["/it/metrics": metrics(60)])
        let row = await fleet.pollOnce()["it"]
        #expect(row.traffic.rate == 2)
        #expect(row.state == .unhealthy)
        #expect(row.disagreement == "it says it is healthy, but 100 % of calls failed in the last minute")
        try await server.set(["__mcp": ["health": ["status": "unhealthy", "message": "no key"]]])
        clock.advance(.seconds(120))
        #expect(await fleet.pollOnce()["it"].reason.contains("it says it is unhealthy: no key"))
    }

    @Test func `a snapshot of a thousand servers costs little`() async {
        let targets = (0..<1000).map { number in
            var target = FleetTarget(id: "t\(number)", name: "t\(number)")
            target.url = "http://127.0.0.1:1/\(number)"
            return target
        }
        let fleet = Fleet(FleetPlan(targets: targets), http: HTTPClient())
        #expect(fleet.snapshot().servers.count == 1000)
        #expect(fleet.snapshot().counts[.unknown] == 1000)
    }
}

extension FleetRowTests {
    @Test func `what was seen of MCP before does not speak for a server that has fallen silent`() async throws
    {
        let server = try Misbehaving()
        try await server.set(["/it/health": ["body": "ok", "type": "text/plain"], "/it/mcp": "mcp"])
        let clock = ManualClock()
        var plan = FleetPlan(targets: [server.target("it", "health", "mcp")])
        plan.options.timeout = .seconds(2)
        let fleet = Fleet(plan, http: server.http, clock: clock)
        #expect(await fleet.pollOnce()["it"].state == .healthy)
        try await server.set([
            "/it/health": ["delay": 30.0], "/it/mcp": ["delay": 30.0],
        ])
        clock.advance(.seconds(1))
        #expect(await fleet.pollOnce()["it"].state == .unreachable)
    }
}
