import Foundation
import HTTP
import TestSupport
import Testing

@Suite struct `mcpctl demo` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `tells its story into a pipe and ends by itself`() throws {
        let run = try ToolRun(
            ["demo", "--servers", "3", "--scenario", "flap", "--duration", "6s"],
            in: folder
        )
        #expect(run.status == 0, "\(run.transcript)")
        #expect(run.errors.isEmpty)
        #expect(
            run.output.hasPrefix(
                "3 MCP servers on loopback; the scenario is flap: a server dies and comes back"
            )
        )
        #expect(run.output.contains("00:00  every server is up\n"))
        #expect(run.output.contains("00:04  tickets dies\n"))
        #expect(run.output.split(separator: "\n").count { $0.hasPrefix("SERVER ") } == 3)
        #expect(run.output.contains("\nweather "))
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test func `serves until it is told to end, and writes how to look at it`() async throws {
        let process = Process()
        process.executableURL = URL(filePath: ToolRun.executable)
        process.arguments = [
            "demo", "--serve", "--servers", "2", "--scenario", "cert-expiry", "--write-profile", "demo.yaml",
        ]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = ["PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var told = ""
        while !told.contains("From another shell"),
            let data = try output.fileHandleForReading.read(upToCount: 256),
            !data.isEmpty
        { told += String(decoding: data, as: UTF8.self) }
        // The table's line of the second server: name, MCP, health, metrics, admin.
        let line = try #require(told.split(separator: "\n").first { $0.hasPrefix("search ") })
        let places = line.split(separator: " ").map(String.init)
        let health = try await HTTPClient().send(HTTPRequest(.get, places[2]))
        #expect(health.status == 200)
        let profile = try #require(folder.text(of: "demo.yaml"))
        #expect(places.dropFirst().allSatisfy { profile.contains($0) })
        #expect(folder.paths == ["demo.yaml", "demo.yaml.ca.pem", "demo.yaml.key"])
        let rights = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/demo.yaml.key")
        #expect(rights[.posixPermissions] as? Int == 0o600)
        #expect(try ToolRun(["profile", "validate", "demo.yaml"], in: folder).status == 0)
        process.terminate()
        _ = try output.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        await #expect(throws: HTTPError.self) { try await HTTPClient().send(HTTPRequest(.get, places[2])) }
    }

    @Test func `says what it cannot do`() throws {
        let busy = try PythonServer(
            "-c",
            "import socket, time; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); "
                + "print(s.getsockname()[1], flush=True); time.sleep(600)"
        )
        let run = try ToolRun(["demo", "--serve", "--servers", "1", "--port", busy.place], in: folder)
        #expect(run.status == 1)
        #expect(
            run.errors == """
                error: 127.0.0.1:\(busy.place): something else listens there already
                hint: choose another port, or leave it out for any that is free

                """
        )
        #expect(try ToolRun(["demo", "--scenario", "war"], in: folder).status == 2)
        #expect(try ToolRun(["demo", "--address", "0.0.0.0"], in: folder).status == 2)
        #expect(try ToolRun(["demo", "--servers", "0"], in: folder).status == 2)
    }
}
