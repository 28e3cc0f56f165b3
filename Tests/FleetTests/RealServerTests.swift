import Discovery
import Foundation
import HTTP
import MCP
import TestSupport
import Testing
import Values

@testable import Fleet

/// Servers that nobody here wrote, and what may happen to them.
@Suite(.serialized, .enabled(if: RealServer.isThere))
struct RealServerTests {
    private func target(_ name: String, _ base: String, health: String? = "/health", metrics: Bool = true)
        -> FleetTarget
    {
        var target = FleetTarget(id: name, name: name)
        target.url = "\(base)/mcp"
        target.health = health.map { base + $0 }
        if metrics { target.metrics = "\(base)/metrics" }
        return target
    }

    private func call(_ base: String, _ tool: String, _ arguments: Value = [:]) async throws {
        let client = MCPClient(endpoint: .http(url: "\(base)/mcp"), http: HTTPClient())
        _ = try await client.callTool(tool, arguments: arguments.object ?? Object())
        await client.close()
    }

    @Test(arguments: ["patterns", "factory", "qsys", "sandbox"])
    func `FastMCP is seen through a dead upstream, a stop and a death`(dialect: String) async throws {
        let server = try RealServer("fastmcp", environment: ["HEALTH_DIALECT": dialect])
        var one = target("fast", server.base)
        one.liveness = "\(server.base)/live"
        one.readiness = "\(server.base)/ready"
        let clock = ManualClock()
        var plan = FleetPlan(targets: [one])
        plan.options.timeout = .seconds(3)
        let fleet = Fleet(plan, http: HTTPClient(), clock: clock)
        let well = await fleet.pollOnce()["fast"]
        #expect(well.state == .healthy, "\(well.reason)")
        #expect(well.identity?.protocolVersion == "2026-07-28")
        #expect(well.tools.contains { $0.name == "get_weather" && $0.isListed == true })

        try await call(server.base, "set_dependency", ["name": "database", "up": false] as Value)
        for _ in 0..<12 { try? await call(server.base, "fail") }
        clock.advance(.seconds(30))
        let sick = await fleet.pollOnce()["fast"]
        #expect(sick.state == .unhealthy, "\(sick.reason)")
        #expect(sick.liveness.outcome == .passed)
        #expect(sick.readiness.outcome == .failed)
        #expect((sick.traffic.errorRatio ?? 0) > 0.5)
        #expect(sick.sessionCount == 0)

        try server.signal(SIGSTOP)
        clock.advance(.seconds(30))
        let stopped = await fleet.pollOnce()["fast"]
        #expect(stopped.state == .unreachable)
        #expect(stopped.isStale == true)
        // What was known stays, and is old.
        #expect(stopped.traffic.errorRatio == sick.traffic.errorRatio)
        try server.signal(SIGCONT)
        try server.signal(SIGKILL)
        clock.advance(.seconds(30))
        #expect(await fleet.pollOnce()["fast"].state == .unreachable)
    }

    @Test func `Kailash with its sessions is seen, and none of them is left`() async throws {
        let server = try RealServer("kailash")
        let clock = ManualClock()
        let fleet = Fleet(
            FleetPlan(targets: [target("kailash", server.base)]),
            http: HTTPClient(),
            clock: clock
        )
        for _ in 0..<4 {
            let row = await fleet.pollOnce()["kailash"]
            #expect(row.state == .healthy, "\(row.reason)")
            #expect(row.identity?.hasSessions == true)
            clock.advance(.seconds(20))
        }
    }

    @Test
    func
        `Grafana's server is healthy by its one word, unauthorized without a token, and not what was meant elsewhere`()
        async throws
    {
        let open = try RealServer("grafana")
        let locked = try RealServer("grafana-auth")
        let wiki = try Misbehaving()
        var known = target("known", locked.base, health: "/healthz")
        known.access.headers = ["Authorization": "Bearer s3cret"]
        var plan = FleetPlan(targets: [
            target("open", open.base, health: "/healthz"), target("locked", locked.base, health: "/healthz"),
            known,
            target("wrong", wiki.base),
        ])
        plan.options.timeout = .seconds(10)
        let rows = await Fleet(plan, http: HTTPClient()).pollOnce()
        #expect(rows["open"].state == .healthy, "\(rows["open"].reason)")
        #expect(rows["locked"].state == .unauthorized, "\(rows["locked"].reason)")
        #expect(rows["locked"].claim == .healthy)
        #expect(rows["known"].state == .healthy, "\(rows["known"].reason)")
        #expect(rows["wrong"].state == .wrongService, "\(rows["wrong"].reason)")
    }
}
