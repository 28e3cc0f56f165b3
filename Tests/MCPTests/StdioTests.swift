import Diagnostics
import HTTP
import MCP
import TestSupport
import Testing
import Values

@Suite struct `A program on standard input and output` {
    private func client(_ mode: String, folder: String? = nil) -> MCPClient {
        var options = patient
        if mode == "silent" { options.discoveryDeadline = .milliseconds(500) }
        if mode == "deaf" { options.closingDeadline = .milliseconds(400) }
        return MCPClient(
            endpoint: .stdio(
                command: ["python3", script("lines"), mode],
                environment: ["PATH": "/usr/bin:/bin", "ONLY": "this"],
                folder: folder
            ),
            http: HTTPClient(),
            options: options
        )
    }

    @Test(arguments: ["modern", "legacy", "silent", "chatty"])
    func `is spoken with in its own era`(_ mode: String) async throws {
        let client = client(mode)
        let server = try await client.connect()
        #expect(server.era == (mode == "modern" ? .modern : .legacy) && server.name == "lines")
        #expect(try await client.listTools().map(\.name) == ["where"])
        try await client.ping()
        await client.close()
        // It may be asked again: then it is started again.
        #expect(try await client.listTools().count == 1)
        await client.close()
    }

    @Test func `gets the folder and the environment it was given, and nothing else`() async throws {
        let client = client("modern", folder: "/usr")
        let payload = try await client.callTool("where").payload
        await client.close()
        #expect(payload?["folder"]?.string == "/usr")
        let names = payload?["environment"]?.array?.compactMap(\.string) ?? []
        #expect(names.contains("ONLY") && names.contains("PATH") && !names.contains("HOME"))
    }

    @Test func `says its last words when it ends, and may be started again`() async throws {
        let client = client("crash")
        let error = await failure { () async throws(MCPFailure) in try await client.callTool("where") }
        guard case .ended(let words) = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(words.contains("out of ☕") && error?.description.contains("with status 3") == true)
        #expect(error?.description.contains("\u{1B}") == false)
        #expect(try await client.listTools().count == 1)
        await client.close()
    }

    @Test func `is killed when it does not hear`() async throws {
        let client = client("deaf")
        _ = try await client.connect()
        await client.close()
        #expect(try await client.connect().era == .legacy)
        await client.close()
    }

    @Test func `may not be there at all`() async throws {
        let endpoint = MCPEndpoint.stdio(command: ["no-such-program-at-all"], environment: [:])
        let error = await failure(MCPClient(endpoint: endpoint, http: HTTPClient()).connect)
        #expect(error?.kind == .ended(""))
    }
}
