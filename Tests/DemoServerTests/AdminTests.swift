import DemoServer
import HTTP
import JSONRPC
import MCP
import Testing
import Values

@Suite struct `The admin channel of a demo server` {
    @Test func `is for those who have a key, and changes are for the other key`() async throws {
        let demo = try Demo(servers: 1)
        let refused = try await demo.post(
            try demo.places("weather").admin,
            ["jsonrpc": "2.0", "id": 1, "method": "server.info"]
        )
        #expect(refused.status == 401)
        #expect(refused.headers["WWW-Authenticate"] == #"Bearer realm="mcp-admin""#)
        #expect(refused.rpcError?.data?["type"] == "unauthenticated")
        let read = demo.fleet.keys.read
        #expect(try await demo.ask("weather", "server.info", key: read).get()["name"] == "weather")
        let denied = try await demo.ask("weather", "breakers.reset", ["name": "radar"], key: read)
        #expect(throws: RPCError.self) { try denied.get() }
        await #expect(throws: (any Error).self) {
            try await demo.ask("weather", "server.info", key: "x").get()
        }
        // Never beside the protocol.
        let beside = try await demo.post(
            try demo.places("weather").mcp.replacing("/mcp", with: "/admin/rpc"),
            ["jsonrpc": "2.0", "id": 1, "method": "server.info"],
            ["Authorization": "Bearer \(read)"]
        )
        #expect(beside.status == 405)
    }

    @Test func `tells what it can, and nothing it cannot`() async throws {
        let demo = try Demo(servers: 1)
        let document = try await demo.ask("weather", "rpc.discover").get()
        #expect(document["openrpc"] == "1.3.2")
        let methods = try #require(document["methods"]?.array)
        #expect(methods.count == 27)
        for method in methods {
            let name = try #require(method["name"]?.string)
            guard method["x-mcp-admin"]?["mutating"] == false else {
                #expect(method["x-mcp-admin"]?["role"] == "admin")
                continue
            }
            let names = [
                "sessions.get": ["id": "none"], "caches.get": ["name": "results"],
                "breakers.get": ["name": "radar"],
                "tools.get": ["name": "get_radar"],
            ]
            let outcome = try await demo.ask("weather", name, .object(object(names[name] ?? [:])))
            if name == "sessions.get" {
                #expect(throws: RPCError.self) { try outcome.get() }
            } else {
                #expect(try outcome.get().object != nil, "\(name)")
            }
        }
    }

    private func object(_ texts: [String: String]) -> Object {
        texts.reduce(into: Object()) { $0[$1.key] = .string($1.value) }
    }

    private func failure(_ outcome: Result<Value, RPCError>) -> RPCError? {
        if case .failure(let error) = outcome { error } else { nil }
    }

    @Test func `resets a breaker, and calls succeed`() async throws {
        let demo = try Demo(servers: 1)
        let client = try demo.client("weather")
        var city = Object()
        city["city"] = "Oslo"
        let opened = try await demo.ask(
            "weather",
            "breakers.forceOpen",
            ["name": "forecast-api", "reason": "test"]
        ).get()
        #expect(opened["changed"] == true)
        #expect(opened["before"]?["state"] == "closed")
        #expect(opened["after"]?["state"] == "forced_open")
        #expect(opened["revision"] == 1)
        let refused = try await client.callTool("get_alerts", arguments: city)
        #expect(refused.isError)
        #expect(refused.text == "the circuit breaker 'forecast-api' is open")
        let planned = try await demo.ask(
            "weather",
            "breakers.reset",
            ["name": "forecast-api", "dryRun": true]
        ).get()
        #expect(planned["changed"] == false)
        #expect(planned["after"]?["state"] == "closed")
        #expect(try await client.callTool("get_alerts", arguments: city).isError)
        _ = try await demo.ask("weather", "breakers.reset", ["name": "forecast-api"]).get()
        #expect(
            try await demo.ask("weather", "breakers.get", ["name": "forecast-api"]).get()["state"] == "closed"
        )
        #expect(try await !client.callTool("get_alerts", arguments: city).isError)
        #expect(try await failure(demo.ask("weather", "breakers.reset", ["name": "nobody"]))?.code == 404)
        let entries = try await demo.ask("weather", "audit.list").get()["entries"]?.array ?? []
        #expect(
            entries.compactMap { $0["method"]?.string } == [
                "breakers.forceOpen", "breakers.reset", "breakers.reset",
            ]
        )
        #expect(entries.first?["reason"] == "test")
        await client.close()
    }

    @Test func `disables a tool, which vanishes and answers nobody, its cache neither`() async throws {
        let demo = try Demo(servers: 1)
        let client = try demo.client("weather")
        var city = Object()
        city["city"] = "Oslo"
        #expect(try await !client.callTool("get_forecast", arguments: city).isError)
        _ = try await demo.ask("weather", "tools.disable", ["name": "get_forecast"]).get()
        #expect(try await client.listTools().map(\.name) == ["get_alerts", "get_radar"])
        await #expect(throws: MCPFailure.self) { try await client.callTool("get_forecast", arguments: city) }
        _ = try await demo.ask("weather", "tools.enable", ["name": "get_forecast"]).get()
        #expect(try await client.listTools().count == 3)
        await client.close()
    }

    @Test func `ends a session, whose client is told 404`() async throws {
        let demo = try Demo(servers: 2)
        let client = try demo.client("search")
        try await client.connect()
        let list = try await demo.ask("search", "sessions.list").get()
        let id = try #require(list["sessions"]?.array?.first?["id"]?.string)
        #expect(list["total"] == 1)
        let ended = try await demo.ask("search", "sessions.terminate", ["id": .string(id)]).get()
        #expect(ended["inFlightCancelled"] == 0)
        let ping: Value = ["jsonrpc": "2.0", "id": 1, "method": "ping"]
        let answer = try await demo.post(try demo.places("search").mcp, ping, ["Mcp-Session-Id": id])
        #expect(answer.status == 404)
        await client.close()
        #expect(try demo.server("search").sessionCount == 0)
    }

    @Test func `clears a cache and changes how long it keeps`() async throws {
        let demo = try Demo(servers: 1, seed: 3)
        demo.pass(20)
        let before = try await demo.ask("weather", "caches.get", ["name": "results"]).get()
        let size = try #require(before["size"]?.int)
        #expect(size > 0)
        #expect(try #require(before["hits"]?.int) > 0)
        #expect(try await demo.ask("weather", "caches.clear", ["dryRun": true]).get()["entriesRemoved"] == 0)
        let cleared = try await demo.ask("weather", "caches.clear", ["tool": "get_forecast"]).get()
        #expect(cleared["entriesRemoved"]?.int == size)
        let changed = try await demo.ask("weather", "caches.setTtl", ["name": "results", "ttlSeconds": 5])
            .get()
        #expect(changed["after"]?["ttlSeconds"] == 5)
    }

    @Test func `limits clients as it was told to`() async throws {
        let demo = try Demo(servers: 1)
        let client = try demo.client("weather")
        var city = Object()
        city["city"] = "Oslo"
        let update: Value = ["name": "calls", "requestsPerMinute": 1, "burst": 1]
        _ = try await demo.ask("weather", "ratelimits.update", update).get()
        _ = try await client.callTool("get_alerts", arguments: city)
        let failure = await #expect(throws: MCPFailure.self) {
            try await client.callTool("get_alerts", arguments: city)
        }
        #expect(failure?.status == 429)
        #expect(failure?.kind == .rateLimited(retryAfter: .seconds(60)))
        let limits = try await demo.ask("weather", "ratelimits.list").get()["rateLimits"]?.array
        #expect(limits?.first?["rejected"] == 1)
        await client.close()
    }

    @Test func `does not do the same twice, nor what was meant for another revision`() async throws {
        let demo = try Demo(servers: 1)
        let change: Value = ["name": "radar", "idempotencyKey": "once"]
        let first = try await demo.ask("weather", "breakers.forceOpen", change).get()
        let again = try await demo.ask("weather", "breakers.forceOpen", change).get()
        #expect(again["replayed"] == true)
        #expect(again["auditId"] == first["auditId"])
        let other: Value = ["name": "forecast-api", "idempotencyKey": "once"]
        #expect(try await failure(demo.ask("weather", "breakers.forceOpen", other))?.code == 409)
        let late: Value = ["name": "radar", "ifRevision": 0]
        #expect(try await failure(demo.ask("weather", "breakers.reset", late))?.code == 409)
        #expect(try await failure(demo.ask("weather", "breakers.reset", ["nmae": "radar"]))?.code == -32602)
        #expect(try await failure(demo.ask("weather", "breakers.reset"))?.code == -32602)
        #expect(try await failure(demo.ask("weather", "no.such"))?.code == -32601)
    }

    @Test func `drains and resumes`() async throws {
        let demo = try Demo(servers: 1)
        _ = try await demo.ask("weather", "server.drain").get()
        let health = try #require(try demo.places("weather").health)
        #expect(try await demo.get(health).status == 503)
        let client = try demo.client("weather")
        var city = Object()
        city["city"] = "Oslo"
        await #expect(throws: MCPFailure.self) { try await client.callTool("get_alerts", arguments: city) }
        _ = try await demo.ask("weather", "server.resume").get()
        #expect(try await demo.get(health).status == 200)
        await client.close()
    }
}
