import HTTP
import JSONRPC
import MCP
import TestSupport
import Testing
import Values

@Suite struct `A client` {
    let eras: Eras

    init() throws { eras = try Eras() }

    @Test func `knows the newer era from one request, and then asks one for each question`() async throws {
        let client = eras.client("modern")
        let server = try await client.connect()
        #expect(server.era == .modern && server.protocolVersion == "2026-07-28")
        #expect(server.name == "eras" && server.version == "3.1" && server.hasTools)
        _ = try await client.listTools()
        _ = try await client.listTools()
        try await client.ping()
        await client.close()
        #expect(
            try await eras.asked("modern") == [
                "server/discover", "tools/list", "tools/list", "server/discover",
            ]
        )
    }

    @Test(arguments: ["legacy", "noisy", "dual", "stray", "json", "oldest", "picky"])
    func `speaks with servers of either era, however they answer`(_ word: String) async throws {
        let client = eras.client(word)
        let server = try await client.connect()
        #expect(server.era == (word == "dual" ? .modern : .legacy))
        let versions = ["oldest": "2024-11-05", "picky": "2025-03-26", "dual": "2026-07-28"]
        #expect(server.protocolVersion == versions[word] ?? "2025-11-25")
        #expect(try await client.listTools().map(\.name) == ["echo", "fail", "limited", "région"])
        let result = try await client.callTool("echo", arguments: object(["text": "Zürich"]))
        #expect(result.text == "Zürich" && !result.isError)
        #expect(result.structured == ["said": "Zürich"])
        #expect(try await client.callTool("nothing").isError)
        #expect(try await client.ping() > .zero)
        await client.close()
        #expect(try await eras.sessions(word).open == 0)
    }

    @Test func `keeps one session for all questions, and opens another after it was closed`() async throws {
        let client = eras.client("legacy-kept")
        for _ in 0..<3 { _ = try await client.listTools() }
        #expect(try await eras.sessions("legacy-kept").opened == 1)
        await client.close()
        _ = try await client.listTools()
        await client.close()
        #expect(try await eras.sessions("legacy-kept") == (2, 0))
        // The era is remembered: nobody asks for it again.
        #expect(try await eras.asked("legacy-kept").filter { $0 == "server/discover" }.count == 1)
    }

    @Test func `begins a session once more when the server forgot it, and not for ever`() async throws {
        let client = eras.client("forgetful")
        _ = try await client.listTools()
        // The server forgets a session with every answer.
        _ = try await client.listTools()
        await client.close()
        #expect(try await eras.sessions("forgetful") == (2, 0))
    }

    @Test func `finds out the era again when a server was replaced`() async throws {
        let client = eras.client("becomes-legacy")
        #expect(try await client.connect().era == .modern)
        _ = try await client.listTools()
        _ = try await client.listTools()
        #expect(try await client.connect().era == .legacy)
        await client.close()
        #expect(try await eras.sessions("becomes-legacy").open == 0)
    }

    @Test(arguments: ["silent", "slow"])
    func `ends the session of an answer that comes too late or never`(_ word: String) async throws {
        // A busy machine may not even come to open one in that time.
        for _ in 0..<5 where try await eras.sessions(word).opened == 0 {
            let client = eras.client(word) { $0.deadline = .seconds(2) }
            #expect(await failure(client.connect)?.kind == .transfer(.timedOut))
            await client.close()
        }
        let sessions = try await eras.sessions(word)
        #expect(sessions.opened > 0 && sessions.open == 0)
    }

    @Test func `ends its session when it is cancelled`() async throws {
        let client = eras.client("slow-cancelled")
        let slow = eras.client("slow")
        let tasks = [client, slow].map { client in
            Task {
                try? await MCPClient.withClient(client.endpoint, http: eras.http, options: patient) {
                    client in
                    while true { _ = try await client.listTools() }
                }
            }
        }
        while try await eras.sessions("slow-cancelled").opened == 0 {
            try await Task.sleep(for: .milliseconds(10))
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        #expect(try await eras.sessions("slow-cancelled").open == 0)
        #expect(try await eras.sessions("slow").open == 0)
    }

    @Test func `reads lists page by page, and notices one without an end`() async throws {
        #expect(try await eras.client("modern-pages").listTools().count == 4)
        #expect(await failure(eras.client("modern-circle").listTools)?.kind == .tooMuch)
        let endless = eras.client("modern-endless") { $0.pageLimit = 5 }
        #expect(await failure(endless.listTools)?.kind == .tooMuch)
    }

    @Test func `sends names and arguments in fields that HTTP can carry`() async throws {
        let client = eras.client("modern-named")
        _ = try await client.listTools()
        let result = try await client.callTool("région", arguments: object(["region": "Genève"]))
        #expect(result.text == "Genève")
        // Without the list nobody knows of the field: the server's refusal makes the client read it.
        let other = eras.client("modern-named")
        #expect(try await other.callTool("région", arguments: object(["region": "north"])).text == "north")
    }

    @Test func `sees the refusal that looks like a success`() async throws {
        let limit = try await eras.client("modern").callTool("limited").rateLimit
        #expect(limit?.retryAfter == .seconds(12) && limit?.limit == 60)
        #expect(try await eras.client("modern").callTool("echo").rateLimit == nil)
    }

    @Test func `one client serves many questions at a time`() async throws {
        let client = eras.client("legacy-many")
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await client.callTool("echo", arguments: object(["text": "\(number)"])).text
                }
            }
            var texts: Set<String> = []
            for try await text in group { texts.insert(text) }
            #expect(texts.count == 40)
        }
        await client.close()
        #expect(try await eras.sessions("legacy-many") == (1, 0))
    }
}

func object(_ value: Value) -> Object { value.object ?? Object() }
