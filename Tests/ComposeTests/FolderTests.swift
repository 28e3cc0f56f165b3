import Foundation
import TestSupport
import Testing

/// A Compose project in a folder, where its files cannot all say whose they are.
@Suite struct `Compose in a folder` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(profile("{a: 1}"), to: "mcpctl.yaml")
    }

    private func profile(_ json: String, name: String = "weather", file: String = "/app/config.json")
        -> String
    {
        """
        apiVersion: mcpctl.dev/v1
        name: \(name)
        version: 1.2.0
        image: ghcr.io/acme/weather:1.2.0@\(Composed.digest)
        runtime: {language: node, command: [node, index.js]}
        health: {path: /health}
        configFiles: {\(file): {json: \(json)}}
        """
    }

    private func render(_ more: String...) throws -> ToolRun {
        try ToolRun(["render", "compose", "-o", "out"] + more, in: folder)
    }

    @Test func `a render goes over its own files, also those that hold no mark`() throws {
        #expect(try render().status == 0)
        #expect(try render("--check").status == 0)
        try folder.write(profile("{a: 2}"), to: "mcpctl.yaml")
        let second = try render()
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.output.contains("update     out/config/weather/config.json"))
        #expect(folder.text(of: "out/config/weather/config.json")?.contains("2") == true)
    }

    @Test func `what a container mounts can be read by its user, whoever that is here`() throws {
        _ = try render()
        let files = ["out/compose.yaml", "out/config/weather/config.json"].map { "\(folder.path)/\($0)" }
        for file in files {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        }
        try folder.write(profile("{a: 3}"), to: "mcpctl.yaml")
        #expect(try render().status == 0)
        let rights = try files.map {
            try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
        }
        #expect(rights == [0o600, 0o644])
    }

    @Test func `a file that is needed no longer goes away`() throws {
        _ = try render()
        try folder.write(profile("{}", file: "/app/other.json"), to: "mcpctl.yaml")
        #expect(try render().output.contains("remove     out/config/weather/config.json"))
        #expect(folder.paths.filter { $0.hasSuffix(".json") } == ["out/config/weather/other.json"])
    }

    @Test func `another hand's files stay`() throws {
        try folder.write("{\"mine\": true}", to: "out/config/weather/config.json")
        let run = try render()
        #expect(run.status == 2 && run.errors.contains("was written by another hand"))
        try folder.write("services: {}\n", to: "out/compose.yaml")
        #expect(try render().errors.contains("compose.yaml"))
        #expect(folder.text(of: "out/compose.yaml") == "services: {}\n")
    }

    @Test func `another server's project stays`() throws {
        _ = try render()
        try folder.write(profile("{b: 1}", name: "news"), to: "mcpctl.yaml")
        let run = try render()
        #expect(run.status == 2 && run.errors.contains("for the server 'weather'"))
    }

    @Test func `a list never leads out of its folder`() throws {
        _ = try render()
        try folder.write("precious", to: "precious.json")
        let text = try #require(folder.text(of: "out/compose.yaml"))
        let list =
            "files:\n    - ../precious.json\n    - config/../../precious.json\n    - \(folder.path)/precious.json"
        try folder.write(text.replacing("files:", with: list), to: "out/compose.yaml")
        #expect(try render().status == 0)
        #expect(folder.text(of: "precious.json") == "precious")
    }

    @Test func `what is printed is the project alone`() throws {
        let run = try ToolRun(["render", "compose"], in: folder)
        _ = try render()
        #expect(run.status == 0 && run.output == folder.text(of: "out/compose.yaml"))
    }
}
