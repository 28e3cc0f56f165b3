import HTTP
import MCP
import TestSupport
import Testing
import Values

@Suite struct `A probe` {
    let eras: Eras

    init() throws { eras = try Eras() }

    private func report(
        _ word: String,
        headers: HTTPHeaders = HTTPHeaders(),
        call: ProbeRunner.Call? = nil
    ) async throws -> ProbeReport {
        let endpoint = MCPEndpoint.http(url: eras.url(word), headers: headers)
        return try await ProbeRunner(endpoint, http: eras.http, options: patient, call: call).run()
    }

    @Test func `finds nothing wrong with servers that keep the rules, and leaves no session behind`()
        async throws
    {
        for word in ["modern-kept", "legacy-probed", "dual-probed", "json-probed", "noisy-probed"] {
            let report = try await report(word)
            #expect(
                report.findings.filter { $0.verdict == .fail || $0.verdict == .warn }.map(\.id) == [],
                "\(word)"
            )
            #expect(report.toolCount == 4 && report.isConforming && report.obstacle == nil)
            #expect(report.count(.pass) >= 15, "\(word)")
            #expect(try await eras.sessions(word).open == 0)
        }
        #expect(try await report("dual-probed").servers.map(\.era) == [.modern, .legacy])
    }

    @Test(arguments: [
        ("open", ["origin-validated", "localhost-host-rebinding-rejected"]), ("html", ["speaks-mcp"]),
        ("text", ["speaks-mcp"]), ("locked", ["auth-prm-endpoint-exists"]),
        ("modern-circle", ["tools-list", "tools-list/paging"]),
        ("modern-endless", ["tools-list", "tools-list/paging"]),
    ])
    func `finds what is wrong, and shows what it saw`(_ word: String, _ broken: [String]) async throws {
        let report = try await report(word)
        let failures = report.findings.filter { $0.verdict == .fail }
        #expect(failures.map(\.id) == broken)
        #expect(failures.allSatisfy { !$0.evidence.isEmpty })
        #expect(try await eras.sessions(word).open == 0)
    }

    @Test func `ends the sessions that a server opens for what it refuses`() async throws {
        let report = try await report("stray-probed")
        #expect(report.isConforming && report.sessions.opened > 4)
        #expect(report.sessions.opened == report.sessions.ended)
        #expect(try await eras.sessions("stray-probed").open == 0)
    }

    @Test func `calls a tool when it is told to, and no other`() async throws {
        let kept = try await report("modern-called")
        #expect(kept.findings.first { $0.id == "tools-call" }?.verdict == .skip)
        let called = try await report("modern-called", call: .init(name: "fail", arguments: Object()))
        let finding = called.findings.first { $0.id == "tools-call" }
        #expect(finding?.verdict == .warn && finding?.message == "the tool failed")
    }

    @Test func `shows no credentials, though the server repeats them`() async throws {
        let report = try await report("locked", headers: ["Authorization": "Bearer right"])
        #expect(report.obstacle == nil && report.isConforming)
        let shown = report.findings.flatMap(\.evidence).map { $0.request + $0.answer }.joined()
        #expect(!shown.contains("Bearer right"))
    }

    @Test func `throws when nobody answers`() async throws {
        let probe = ProbeRunner(.http(url: "http://127.0.0.1:1/mcp"), http: eras.http, options: patient)
        #expect(await failure { () async throws(MCPFailure) in try await probe.run() }?.isUnreachable == true)
    }

    @Test func `looks at programs as well`() async throws {
        let command = ["python3", script("lines"), "legacy"]
        let endpoint = MCPEndpoint.stdio(command: command, environment: ["PATH": "/usr/bin:/bin"])
        let report = try await ProbeRunner(endpoint, http: eras.http, options: patient).run()
        #expect(report.servers.map(\.era) == [.legacy] && report.toolCount == 1)
        #expect(report.findings.first { $0.id == "ping" }?.verdict == .pass)
        #expect(!report.findings.contains { $0.id == "origin-validated" })
    }

    @Test func `has a name of its own for every rule`() async throws {
        let ids = try await report("modern-kept").findings.map(\.id)
        #expect(Set(ids).count == ids.count && ids.count == 40)
    }
}
