import TestSupport
import Testing

@Suite struct `mcpctl probe` {
    let eras: Eras
    let folder: TemporaryFolder

    init() throws { (eras, folder) = (try Eras(), try TemporaryFolder()) }

    @Test func `tells by its exit status how the server does`() throws {
        for (word, status) in [("modern", 0), ("legacy", 0), ("open", 3), ("html", 3)] {
            #expect(
                try ToolRun(["probe", eras.url(word), "--timeout", "60s"], in: folder).status
                    == Int32(status),
                "\(word)"
            )
        }
        #expect(try ToolRun(["probe", "http://127.0.0.1:1/mcp"], in: folder).status == 4)
        #expect(try ToolRun(["probe", "--", "no-such-program"], in: folder).status == 4)
        #expect(try ToolRun(["probe"], in: folder).status == 2)
        #expect(try ToolRun(["probe", eras.url("modern"), "--call", "a=[]"], in: folder).status == 2)
    }

    @Test func `prints a row for every rule and what it saw, or all of it as data`() throws {
        let page = try ToolRun(["probe", eras.url("open")], in: folder)
        #expect(page.output.contains("✗ fail  MUST    origin-validated"))
        #expect(page.output.contains("  asked   POST initialize, Origin: http://evil.example\n"))
        let data = try ToolRun(["probe", eras.url("open"), "-o", "json"], in: folder)
        #expect(
            data.output.contains("\"id\": \"origin-validated\"")
                && data.output.contains("\"conforming\": false")
        )
    }

    @Test func `sends a token from a file and shows it nowhere`() throws {
        try folder.write("right\n", to: "token")
        let run = try ToolRun(["probe", eras.url("locked"), "--token-file", "token"], in: folder)
        #expect(run.status == 0, "\(run.transcript)")
        #expect(!run.transcript.contains("Bearer right"))
        let refused = try ToolRun(["probe", eras.url("locked")], in: folder)
        #expect(refused.errors.contains("--token-file"))
    }

    @Test func `shows nothing of a server that moves the cursor`() throws {
        let run = try ToolRun(["probe", eras.url("hostile")], in: folder)
        #expect(run.status == 3 && !run.transcript.contains("\u{1B}"))
    }
}
