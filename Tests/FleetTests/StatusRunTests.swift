import Foundation
import TestSupport
import Testing

/// Whole runs of `mcpctl status`.
struct StatusRunTests {
    /// A server that tries to move the cursor wherever it can.
    private func hostile() async throws -> Misbehaving {
        let server = try Misbehaving()
        let escape = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m\u{202E}"
        let health = try JSONSerialization.data(withJSONObject: [
            "status": "degraded", "message": "bad \(escape)",
        ])
        try await server.set([
            "__mcp": ["name": "evil\(escape)", "version": "1\(escape)", "tools": ["a\(escape)"]],
            "/mcp": "old-mcp", "/health": ["body": String(decoding: health, as: UTF8.self)],
            "/metrics": [
                "body":
                    "mcp_tool_calls_total{tool=\"x\(escape)\"} 1\nmcp_circuit_breaker_state{name=\"b\(escape)\"} 2\n",
                "type": "text/plain",
            ],
        ])
        return server
    }

    @Test(arguments: ["table", "wide", "json", "yaml"])
    func `nothing that a server says moves the cursor`(format: String) async throws {
        let server = try await hostile()
        let run = try ToolRun(
            [
                "status", "--once", "--scrapes", "1", "-o", format, "--timeout", "20s", "--target",
                "evil=\(server.base)",
            ],
            in: try TemporaryFolder()
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("degraded"))
        let moving = (run.output + run.errors).unicodeScalars.filter { scalar in
            scalar.value < 0x20 && scalar != "\n" || 0x7F..<0xA0 ~= scalar.value || scalar.value == 0x202E
        }
        #expect(moving.isEmpty)
        #expect(try await server.seen().sessions == 0)
    }

    @Test func `the exit status says how it went`() async throws {
        let server = try await hostile()
        let folder = try TemporaryFolder()
        func status(_ words: String...) throws -> Int32 {
            try ToolRun(["status", "--once", "--scrapes", "1", "--timeout", "20s"] + words, in: folder).status
        }
        #expect(try status("--target", server.base) == 0)
        #expect(try status("--target", server.base, "--fail-on", "degraded") == 3)
        #expect(try status("--target", server.base, "--fail-on", "unhealthy") == 0)
        #expect(try status("--target", server.base, "--target", "http://127.0.0.1:1/mcp") == 4)
        #expect(try status("--target", "http://127.0.0.1:1/mcp", "--fail-on", "unreachable") == 3)
        #expect(try status() == 2)
    }

    @Test func `JSON is one document with stable keys, and insecure says so`() async throws {
        let server = try await hostile()
        let words = ["status", "--once", "--timeout", "20s", "--target", "one=\(server.base)", "--insecure"]
        let run = try ToolRun(words + ["-o", "json"], in: try TemporaryFolder())
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect(object?["insecure"] as? Bool == true)
        let row = (object?["servers"] as? [[String: Any]])?.first
        #expect(row?["state"] as? String == "degraded")
        #expect(row?["name"] as? String == "one")
        // Two looks make a rate.
        #expect((row?["traffic"] as? [String: Any])?["rate"] as? Double == 0)
        let table = try ToolRun(words, in: try TemporaryFolder())
        #expect(table.output.contains("certificates are not checked"))
    }
}
