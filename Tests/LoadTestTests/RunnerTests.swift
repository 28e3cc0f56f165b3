import Diagnostics
import HTTP
import LoadTest
import MCP
import Synchronization
import TestSupport
import Testing
import Values

let tools: String = {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/servers/tools.py"
}()

@Suite struct `A load test` {
    private func run(
        _ server: PythonServer,
        _ plan: LoadPlan,
        deadline: Duration = .seconds(30),
        isStopped: @escaping @Sendable () -> Bool = { false }
    ) async throws -> LoadReport {
        var options = MCPOptions()
        options.deadline = deadline
        let runner = LoadRunner(
            plan,
            endpoint: .http(url: "http://127.0.0.1:\(server.place)/mcp"),
            options: options
        )
        return try await runner.run(isStopped: isStopped, progress: { _ in })
    }

    private func sessions(_ server: PythonServer) async throws -> [Int?] {
        let response = try await HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:\(server.place)/"))
        let value = try JSON.value(
            in: .init(name: "sessions", text: String(decoding: response.body, as: UTF8.self))
        )
        return ["opened", "ended"].map { value[$0]?.number.map { Int($0.double) } }
    }

    private func call(_ name: String, weight: Int = 1) -> LoadPlan.Part {
        .init(.tool(name, arguments: Object()), weight: weight)
    }

    @Test func `counts every way a request can end, by tool`() async throws {
        let server = try PythonServer(tools)
        var plan = LoadPlan()
        plan.rate = 200
        plan.count = 80
        plan.warmUp = .milliseconds(50)
        plan.sessions = 2
        plan.mix = ["echo", "fails", "limited", "busy", "throttled", "refused", "lost"].map { call($0) }
        plan.mix[0].weight = 2
        let report = try await run(server, plan)
        #expect(report.total.requests == 80)
        #expect(
            report.total.outcomes == [
                .ok: 20, .toolError: 10, .rateLimited: 30, .protocolError: 10, .connection: 10,
            ]
        )
        #expect(
            report.parts.map(\.question.name) == [
                "echo", "fails", "limited", "busy", "throttled", "refused", "lost",
            ]
        )
        #expect(report.parts[0].figures.outcomes == [.ok: 20])
        // Nobody answered those that were lost: they took no time that means anything.
        #expect(report.parts[6].figures.latency.count == 0)
        #expect(report.total.latency.count == 70)
        #expect(try await sessions(server) == [2, 2])
    }

    @Test func `feels a stall in every request that fell into it`() async throws {
        let stall = 1.5
        let server = try PythonServer(tools, "\(stall)")
        var plan = LoadPlan()
        plan.rate = 50
        plan.count = 150
        plan.inFlight = 1
        plan.mix = [call("echo")]
        let report = try await run(server, plan)
        #expect(report.total.outcomes == [.ok: 150])
        // Seventy-five requests were due while the tenth was stuck; a closed loop would have seen one slow one.
        let slow = report.total.latency.percentile(75)
        #expect(slow >= .milliseconds(400), "\(slow)")
        #expect(report.total.latency.maximum >= .seconds(stall))
    }

    @Test func `ends its sessions and tells what it has when it is stopped`() async throws {
        let server = try PythonServer(tools)
        var plan = LoadPlan()
        plan.rate = 100
        plan.duration = .seconds(60)
        plan.mix = [call("stuck")]
        let looks = Mutex(0)
        let report = try await run(server, plan) {
            looks.withLock {
                $0 += 1
                return $0 > 20
            }
        }
        #expect(report.isInterrupted)
        // What was given up is no outcome.
        #expect(report.total.requests == 0)
        #expect(try await sessions(server) == [1, 1])
    }

    @Test func `asks for the list of tools when it is told nothing`() async throws {
        let server = try PythonServer(tools)
        var plan = LoadPlan()
        plan.rate = 100
        plan.count = 5
        let report = try await run(server, plan)
        #expect(report.parts.map(\.question) == [.listTools])
        let value = report.value(tool: "tests")
        let keys = [
            "tool", "endpoint", "era", "protocolVersion", "server", "startedAt", "durationSeconds",
            "interrupted",
            "offeredRate", "achievedRate", "requests", "errorRatio", "outcomes", "latency", "lateness",
            "tools",
        ]
        #expect(value.object?.keys == keys)
        #expect(value["era"]?.string == "legacy")
        #expect(value["outcomes"]?["ok"]?.number?.double == 5)
        #expect(
            value["latency"]?.object?.keys == ["p50", "p90", "p95", "p99", "p999", "max", "mean", "count"]
        )
        #expect(value["tools"]?.array?.first?["kind"]?.string == "method")
    }

    @Test func `says that nobody is there`() async throws {
        let plan = LoadPlan()
        let runner = LoadRunner(plan, endpoint: .http(url: "http://127.0.0.1:1/mcp"), options: MCPOptions())
        let failure = await #expect(throws: MCPFailure.self) {
            try await runner.run(isStopped: { false }, progress: { _ in })
        }
        #expect(failure?.isUnreachable == true)
    }

    @Test(arguments: [
        (0.0, 10, 0, nil, 1, 1), (.infinity, 10, 0, nil, 1, 1), (20_000, 1, 0, nil, 1, 1),
        (1, 601, 0, nil, 1, 1),
        (1, 599, 10, nil, 1, 1), (10_000, 101, 0, nil, 1, 1), (10, 1, 0, 1_000_001, 1, 1),
        (10, 1, 0, 0, 1, 1),
        (0.1, 1, 0, 100, 1, 1), (1, 1, 0, nil, 0, 1), (1, 1, 0, nil, 2000, 1), (1, 1, 0, nil, 1, 2),
    ])
    func `is refused when it is no small one`(
        _ rate: Double,
        _ seconds: Int,
        _ warmUp: Int,
        _ count: Int?,
        _ inFlight: Int,
        _ sessions: Int
    ) {
        var plan = LoadPlan()
        plan.rate = rate
        plan.duration = .seconds(seconds)
        plan.warmUp = .seconds(warmUp)
        plan.count = count
        plan.inFlight = inFlight
        plan.sessions = sessions
        #expect(plan.refusal != nil)
        #expect(LoadPlan().refusal == nil)
    }
}
