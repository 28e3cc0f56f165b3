import DemoServer
import HTTP
import JSONRPC
import MCP
import Testing
import Values

@Suite struct `The protocol of a demo server` {
    private func meta(_ version: String = "2026-07-28") -> Value {
        [
            "io.modelcontextprotocol/protocolVersion": .string(version),
            "io.modelcontextprotocol/clientCapabilities": [:],
        ]
    }

    private func question(_ method: String, _ params: Value) -> Value {
        ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": params]
    }

    @Test(arguments: [
        "weather", "search", "tickets", "payments", "notebook", "stage", "observability", "models",
    ])
    func `is spoken by our own client, which leaves no session behind`(_ name: String) async throws {
        let demo = try Demo()
        let places = try demo.places(name)
        let client = try demo.client(name)
        let server = try await client.connect()
        #expect(server.name == name)
        let isOlder = ["search", "tickets", "notebook", "stage"].contains(name)
        #expect(server.era == (isOlder ? .legacy : .modern))
        #expect(server.protocolVersion == (isOlder ? "2025-11-25" : "2026-07-28"))
        #expect(try demo.server(name).sessionCount == (isOlder ? 1 : 0))
        let tools = try await client.listTools()
        #expect(tools.map(\.name) == places.tools)
        let tool = try #require(tools.first)
        let argument = try #require(tool.inputSchema?["required"]?.array?.first?.string)
        var arguments = Object()
        arguments[argument] = "Lisbon"
        let result = try await client.callTool(tool.name, arguments: arguments)
        #expect(!result.isError)
        #expect(result.structured?[argument]?.string == "Lisbon")
        #expect(try await client.callTool(tool.name, arguments: Object()).isError)
        await #expect(throws: MCPFailure.self) {
            try await client.callTool("no_such_tool", arguments: Object())
        }
        await client.close()
        #expect(try demo.server(name).sessionCount == 0)
    }

    @Test func `says what is wrong with a request of the newer era`() async throws {
        let demo = try Demo(servers: 1)
        let url = try demo.places("weather").mcp
        let usual = ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"]
        func failure(_ body: Value, _ fields: [String: String]) async throws -> (Int, Int?) {
            let answer = try await demo.post(url, body, usual.merging(fields) { $1 })
            return (answer.status, answer.rpcError?.code)
        }
        let list = question("tools/list", ["_meta": meta()])
        #expect(try await demo.post(url, list, usual).rpcResult?["resultType"]?.string == "complete")
        #expect(try await failure(list, ["Mcp-Method": ""]) == (400, -32020))
        #expect(try await failure(list, ["Mcp-Method": "tools/call"]) == (400, -32020))
        #expect(try await failure(list, ["MCP-Protocol-Version": ""]) == (400, -32020))
        let call = question("tools/call", ["_meta": meta(), "name": "get_alerts", "arguments": [:]])
        #expect(try await failure(call, ["Mcp-Method": "tools/call"]) == (400, -32020))
        #expect(
            try await failure(call, ["Mcp-Method": "tools/call", "Mcp-Name": "get_radar"]) == (400, -32020)
        )
        #expect(try await failure(question("tools/list", [:]), [:]) == (400, -32602))
        let ping = question("ping", ["_meta": meta()])
        #expect(try await failure(ping, ["Mcp-Method": "ping"]) == (404, -32601))
        #expect(try await failure(list, ["MCP-Protocol-Version": "2025-11-25"]) == (400, -32020))
        let old = try await demo.post(
            url,
            question("tools/list", ["_meta": meta("1900-01-01")]),
            ["MCP-Protocol-Version": "1900-01-01", "Mcp-Method": "tools/list"]
        )
        #expect(old.status == 400)
        #expect(old.rpcError?.code == -32022)
        #expect(old.rpcError?.data?["requested"]?.string == "1900-01-01")
        #expect(old.rpcError?.data?["supported"]?.array?.first?.string == "2026-07-28")
    }

    @Test func `knows GET and DELETE where there are sessions only`() async throws {
        let demo = try Demo(servers: 4)
        var request = HTTPRequest(.get, try demo.places("payments").mcp)
        request.headers["Authorization"] = "Bearer \(demo.fleet.keys.token)"
        #expect(try await demo.http.send(request).status == 405)
        request.method = .delete
        #expect(try await demo.http.send(request).status == 405)
        request.url = try demo.places("search").mcp
        #expect(try await demo.http.send(request).status == 400)
        request.headers["Mcp-Session-Id"] = "nobody"
        #expect(try await demo.http.send(request).status == 404)
    }

    @Test func `has a session of the older era from its handshake to its end`() async throws {
        let demo = try Demo(servers: 3)
        let url = try demo.places("tickets").mcp
        let hello: Value = [
            "protocolVersion": "2025-06-18", "capabilities": [:],
            "clientInfo": ["name": "test", "version": "1"],
        ]
        let first = try await demo.post(url, question("initialize", hello))
        #expect(first.rpcResult?["protocolVersion"]?.string == "2025-06-18")
        let session = try #require(first.headers["Mcp-Session-Id"])
        #expect(try await demo.post(url, question("ping", [:])).status == 400)
        let known = ["Mcp-Session-Id": session]
        #expect(try await demo.post(url, question("ping", [:]), known).rpcResult == [:])
        let note: Value = ["jsonrpc": "2.0", "method": "notifications/initialized"]
        #expect(try await demo.post(url, note, known).status == 202)
        #expect(try await demo.post(url, question("no/such", [:]), known).rpcError?.code == -32601)
        let wrong = known.merging(["MCP-Protocol-Version": "1900-01-01"]) { $1 }
        #expect(try await demo.post(url, question("ping", [:]), wrong).status == 400)
        var end = HTTPRequest(.delete, url)
        end.headers["Mcp-Session-Id"] = session
        #expect(try await demo.http.send(end).status == 200)
        #expect(try await demo.post(url, question("ping", [:]), known).status == 404)
        #expect(try await demo.http.send(end).status == 404)
    }

    @Test func `refuses strangers, batches, other content, and what is no message`() async throws {
        let demo = try Demo(servers: 1)
        let url = try demo.places("weather").mcp
        let ping = question("ping", [:])
        for fields in [
            ["Origin": "https://evil.example"], ["Origin": "null"], ["Host": "evil.example"],
            ["Host": "127.0.0.1.evil.example"], ["Host": "localhost:1:2"],
        ] { #expect(try await demo.post(url, ping, fields).status == 403, "\(fields)") }
        #expect(try await demo.post(url, ping, ["Origin": "http://localhost:3000"]).status == 400)
        #expect(try await demo.post(url, [ping, ping]).rpcError?.code == -32600)
        #expect(try await demo.post(url, ping, ["Content-Type": "text/plain"]).status == 415)
        #expect(try await demo.post(url, ping, ["Accept": "text/html"]).status == 406)
        var broken = HTTPRequest(.post, url)
        broken.headers["Content-Type"] = "application/json"
        broken.headers["Accept"] = "*/*"
        broken.body = Array("{\"jsonrpc\":".utf8)
        let answer = try await demo.http.send(broken)
        #expect(answer.status == 400)
        #expect(answer.rpcError?.code == -32700)
    }

    @Test func `asks for a token, and says where one is had`() async throws {
        let demo = try Demo(servers: 4)
        let places = try demo.places("payments")
        for fields in [[:], ["Authorization": "Bearer wrong"], ["Authorization": "Basic x"]] {
            let answer = try await demo.post(places.mcp, question("server/discover", [:]), fields)
            #expect(answer.status == 401)
            let challenge = try #require(answer.headers["WWW-Authenticate"])
            let start = try #require(challenge.firstRange(of: "resource_metadata=\""))
            let document = String(challenge[start.upperBound...].prefix { $0 != "\"" })
            let metadata = try await demo.get(document)
            #expect(metadata.status == 200)
            #expect(metadata.text.contains(places.mcp))
        }
        #expect(try await demo.get(try #require(places.health)).status == 200)
    }
}
