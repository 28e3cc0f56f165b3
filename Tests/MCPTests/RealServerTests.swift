import HTTP
import MCP
import TestSupport
import Testing
import Values

@Suite(.enabled(if: RealServer.folder != nil, "MCPCTL_REAL_SERVERS is not set"), .serialized)
struct `A real server` {
    private let http = HTTPClient()

    private func report(_ server: RealServer, token: String? = nil) async throws -> ProbeReport {
        var headers = HTTPHeaders()
        if let token { headers["Authorization"] = "Bearer \(token)" }
        let report = try await ProbeRunner(
            .http(url: server.url, headers: headers),
            http: http,
            options: patient
        ).run()
        #expect(report.sessions.opened == report.sessions.ended)
        return report
    }

    private func found(_ report: ProbeReport, _ verdict: ProbeReport.Verdict) -> [String] {
        report.findings.filter { $0.verdict == verdict && $0.applies }.map(\.id)
    }

    @Test func `FastMCP speaks both eras and breaks no rule`() async throws {
        let report = try await report(RealServer("fastmcp"))
        #expect(report.servers.map(\.era) == [.modern, .legacy])
        #expect(found(report, .fail) == [] && found(report, .warn) == [])
        #expect(report.sessions.opened > 0 && report.toolCount ?? 0 > 3)
    }

    @Test func `FastMCP with a token tells where its metadata are`() async throws {
        let server = try RealServer("fastmcp", environment: ["AUTH_TOKEN": "open-sesame"])
        let stranger = try await report(server)
        guard case .unauthorized = stranger.obstacle?.kind else {
            Issue.record("\(String(describing: stranger.obstacle))")
            return
        }
        #expect(found(stranger, .fail) == [])
        #expect(found(stranger, .pass).contains("auth-prm-endpoint-exists"))
        #expect(try await report(server, token: "open-sesame").isConforming)
    }

    @Test func `Kailash speaks the older era, and opens sessions for what it refuses`() async throws {
        let server = try RealServer("kailash")
        let report = try await report(server)
        #expect(report.servers.map(\.era) == [.legacy])
        #expect(found(report, .fail) == ["unknown-method"])
        #expect(report.sessions.opened > 4)

        let client = MCPClient(endpoint: .http(url: server.url), http: http, options: patient)
        #expect(try await client.connect().era == .legacy)
        #expect(
            try await client.callTool("get_weather", arguments: object(["city": "Oslo"])).isError == false
        )
        await client.close()
    }

    @Test func `Grafana's speaks both eras without sessions, and its refusals are no messages`() async throws
    {
        let report = try await report(RealServer("grafana"))
        #expect(report.servers.map(\.era) == [.modern, .legacy])
        #expect(report.sessions.opened == 0)
        #expect(found(report, .fail) == ["sep-2575-server-unsupported-version-error", "unknown-method"])
        #expect(found(report, .warn) == ["parse-error", "json-rpc-batch-rejected"])
    }

    @Test func `Grafana's with a token does not tell where its metadata are`() async throws {
        let server = try RealServer("grafana-auth", environment: ["TOKEN": "s3cret"])
        #expect(found(try await report(server), .fail) == ["auth-prm-endpoint-exists"])
        #expect(try await report(server, token: "s3cret").obstacle == nil)
    }
}
