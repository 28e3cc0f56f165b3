import HTTP
import JSONRPC
import MCP
import TestSupport
import Testing
import Values

@Suite struct `What is wrong with a server` {
    let eras: Eras

    init() throws { eras = try Eras() }

    @Test(arguments: [
        ("html", MCPFailure.Kind.wrongService), ("other", .wrongService), ("text", .wrongService),
        ("moved", .wrongService), ("forbidden", .forbidden), ("busy", .rateLimited(retryAfter: .seconds(7))),
        ("gone", .unavailable(retryAfter: .seconds(3))), ("wrong-id", .badAnswer), ("torn", .badAnswer),
        ("other-version", .noCommonVersion(["2031-01-01"])), ("future", .noCommonVersion(["2031-01-01"])),
    ])
    func `is told apart`(_ word: String, _ kind: MCPFailure.Kind) async throws {
        let client = eras.client(word)
        #expect(await failure(client.connect)?.kind == kind)
        await client.close()
        #expect(try await eras.sessions(word).open == 0)
    }

    @Test func `is who asks, with what the server wants to know`() async throws {
        let locked = await failure(eras.client("locked").connect)
        guard case .unauthorized(let challenges) = locked?.kind else {
            Issue.record("\(String(describing: locked))")
            return
        }
        #expect(challenges.map(\.scheme) == ["Basic", "Bearer"])
        #expect(challenges[0].parameters["realm"] == "x, y")
        #expect(challenges[1].scope == "mcp:read")
        #expect(challenges[1].resourceMetadata?.hasSuffix("/locked-metadata") == true)
        let client = eras.client("locked", headers: ["Authorization": "Bearer right"])
        #expect(try await client.connect().era == .legacy)
        await client.close()
    }

    @Test func `may be a date until which it wants to be left alone`() async throws {
        guard case .rateLimited(let wait?) = await failure(eras.client("busy-date").connect)?.kind else {
            Issue.record("no wait")
            return
        }
        #expect(.seconds(60) ... .seconds(91) ~= wait)
    }

    @Test func `is nobody there`() async throws {
        let client = MCPClient(endpoint: .http(url: "http://127.0.0.1:1/mcp"), http: eras.http)
        let error = await failure(client.connect)
        #expect(error?.kind == .transfer(.refused) && error?.isUnreachable == true)
    }

    @Test func `is an answer that ends too early or is too long`() async throws {
        let cut = eras.client("cut")
        #expect(await failure(cut.listTools)?.kind == .badAnswer)
        await cut.close()
        #expect(try await eras.sessions("cut").open == 0)
        let huge = eras.client("huge") { $0.answerLimit = 1 << 16 }
        #expect(await failure(huge.connect)?.kind == .badAnswer)
    }

    @Test func `is said without the terminal's commands in it`() async throws {
        let error = await failure(eras.client("hostile").connect)
        #expect(error?.description.contains("\u{1B}") == false)
        #expect(error?.rpcError?.code == -32603)
    }
}
