import DemoServer
import Exposition
import Foundation
import HTTP
import JSONRPC
import MCP
import TestSupport
import Testing
import Values

@Suite struct `The dialects of demo servers` {
    /// The answer of a server's health endpoint, read as JSON where it is.
    private func health(_ demo: Demo, _ name: String, _ path: String? = nil) async throws -> (Int, Value?) {
        var url = try #require(try demo.places(name).health)
        if let path { url = url.replacing("/health", with: path) }
        let answer = try await demo.get(url)
        guard case .success(let value)? = Optional(Result { try json(answer.text) }) else {
            return (answer.status, nil)
        }
        return (answer.status, value)
    }

    @Test func `tell a dead backend each in its own way, or not at all`() async throws {
        let demo = try Demo("breaker-storm")
        var (status, body) = try await health(demo, "weather")
        #expect(status == 200)
        #expect(body?["status"] == "healthy")
        #expect(body?["checks"]?["forecast-api"] == "healthy")
        demo.pass(11)
        (status, body) = try await health(demo, "weather")
        #expect(status == 503)
        #expect(body?["checks"]?["forecast-api"] == "unhealthy")
        #expect(body?["checks"]?["radar"] == "healthy")
        (status, body) = try await health(demo, "search")
        #expect(status == 200)
        #expect(body?["status"] == "unhealthy")
        #expect(body?["components"]?["vector-store"] == false)
        #expect(body?["issues"] == ["vector-store does not answer"])
        (status, body) = try await health(demo, "notebook")
        #expect(body?["status"] == "healthy")
        #expect(body?["metrics"]?["success_rate"]?.string?.hasSuffix("%") == true)
        (status, body) = try await health(demo, "stage", "/health/verbose")
        #expect(body?["status"] == "ok")
        #expect(body?["checks"]?.array?.first?["name"] == "core")
        #expect(try await health(demo, "stage", "/ready").0 == 200)
        #expect(try await health(demo, "stage", "/live").0 == 200)
        #expect(try await demo.get(try #require(try demo.places("observability").health)).text == "ok")
        #expect(try await health(demo, "models").1 == "I'm alive!")
        #expect(try demo.places("tickets").health == nil)
        let client = try demo.client("tickets")
        let result = try await client.callTool("health_check", arguments: Object())
        #expect(result.structured?["status"] == "healthy")
        #expect(result.structured?["tools_available"] == 3)
        await client.close()
    }

    @Test(arguments: ["weather", "tickets", "payments", "stage", "observability", "models"])
    func `are numbers that promtool has nothing against`(_ name: String) async throws {
        let demo = try Demo()
        demo.pass(5)
        let answer = try await demo.get(try demo.places(name).metrics)
        #expect(answer.headers["Content-Type"]?.hasPrefix("text/plain; version=0.0.4") == true)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/promtool")
        process.arguments = ["check", "metrics"]
        let (input, errors) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardError = errors
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(answer.body))
        try input.fileHandleForWriting.close()
        let told = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: told, as: UTF8.self))")
    }

    @Test func `have the names that servers of their kind have`() async throws {
        let demo = try Demo()
        demo.pass(10)
        func metrics(_ name: String) async throws -> String {
            try await demo.get(try demo.places(name).metrics).text
        }
        #expect(
            try await metrics("weather").contains(
                #"mcp_tool_calls_total{tool="get_forecast",status="success"}"#
            )
        )
        #expect(
            try await metrics("tickets").contains(#"mcp_tool_calls_total{tool_name="find_tickets",status="#)
        )
        #expect(try await metrics("stage").contains("\nmcp_tool_duration_seconds_count "))
        #expect(
            try await metrics("observability").contains(
                #"mcp_server_operation_duration_seconds_count{mcp_method_name="tools/call",gen_ai_tool_name="query_logs""#
            )
        )
        let native = try await metrics("search")
        #expect(native.contains(#"mcp_tool_calls{tool="semantic_search"}"#))
        #expect(!native.contains("#") && native.last != "\n")
        #expect(try json(await metrics("notebook"))["total_requests"]?.int ?? 0 > 0)
    }

    private func json(_ text: String) throws -> Value {
        // A message around it is the shortest way to a value.
        let answer = try RPCResponse(Array(#"{"jsonrpc":"2.0","id":1,"result":\#(text)}"#.utf8), to: .int(1))
        return try answer.outcome.get()
    }
}
