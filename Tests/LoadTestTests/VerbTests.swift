internal import Foundation
import HTTP
import TestSupport
import Testing

@Suite struct `mcpctl bench` {
    private let server: PythonServer
    private let folder: TemporaryFolder

    init() throws {
        server = try PythonServer(tools)
        folder = try TemporaryFolder()
    }

    private var url: String { "http://127.0.0.1:\(server.place)/mcp" }

    private func run(_ words: String...) throws -> ToolRun {
        try ToolRun(["bench", url, "--rate", "100", "--warm-up", "0s"] + words, in: folder)
    }

    @Test func `prints and keeps what came of it`() throws {
        let run = try run("--count", "20", "--tool", "echo=3", "--tool", "fails", "--result", "result.json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("requests  20 in "))
        #expect(run.output.contains("the tool failed         5"))
        let text = try #require(folder.text(of: "result.json"))
        #expect(text.contains("\"requests\": 20,"))
        #expect(text.contains("\"toolError\": 5,"))
        // Off a terminal nothing says how far it is; a busy machine may be told of.
        #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
    }

    @Test func `fails when more failed than may`() throws {
        let words = ["--count", "8", "--tool", "echo=3", "--tool", "fails", "--max-error-ratio"]
        for (ratio, status) in [("0.3", Int32(0)), ("0.2", 1)] {
            let run = try ToolRun(
                ["bench", url, "--rate", "100", "--warm-up", "0s"] + words + [ratio],
                in: folder
            )
            #expect(run.status == status)
        }
    }

    @Test func `leaves protected environments alone unless their name is given`() throws {
        try folder.write(
            """
            apiVersion: mcpctl/v1
            name: weather
            environments:
              prod: {protected: true, targets: [{url: "\(url)"}]}
            """,
            to: "mcpctl.yaml"
        )
        let refused = try run("--count", "1")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("protected environment 'prod'"))
        #expect(try run("--count", "1", "--confirm", "stage").status == 2)
        #expect(try run("--count", "1", "--confirm", "prod").status == 0)
    }

    @Test(arguments: [
        ["--duration", "11m"], ["--count", "1000001"], ["--rate", "0"], ["--rate", "x"],
        ["--arguments", "{}"],
        ["--tool", "a", "--arguments", "b={}"], ["--tool", "a", "--arguments", "[]"],
        ["--max-error-ratio", "2"],
        ["--tool", "a=0"], ["--in-flight", "0"], ["--sessions", "65"],
    ])
    func `wants a small test that makes sense`(_ words: [String]) throws {
        #expect(try ToolRun(["bench", url] + words, in: folder).status == 2)
    }

    @Test func `says that nobody answers`() throws {
        let run = try ToolRun(["bench", "http://127.0.0.1:1/mcp"], in: folder)
        #expect(run.status == 4)
        #expect(run.output.isEmpty)
    }

    @Test func `tells after Ctrl-C what it has`() async throws {
        let process = Process()
        process.executableURL = URL(filePath: ToolRun.executable)
        process.arguments = [
            "bench", url, "--rate", "50", "--warm-up", "0s", "--duration", "5m", "-o", "json",
        ]
        process.currentDirectoryURL = URL(filePath: folder.path)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // The first call is on its way when the server has a session.
        while try await !sessions().contains("\"opened\": 1") {
            try await Task.sleep(for: .milliseconds(20))
        }
        process.interrupt()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(String(decoding: output, as: UTF8.self).contains("\"interrupted\": true"))
        #expect(try await sessions().contains("\"ended\": 1"))
    }

    private func sessions() async throws -> String {
        let response = try await HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:\(server.place)/"))
        return String(decoding: response.body, as: UTF8.self)
    }
}
