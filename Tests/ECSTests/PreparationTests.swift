import Foundation
import Render
import TestSupport
import Testing
import Values

/// The scripts of the init container, run here as ECS would run them.
@Suite struct `The init container` {
    private static let interpreters = [
        ("node", "-e", "prepare.js"), ("python3", "-c", "prepare.py"), ("sh", "-c", "prepare.sh"),
    ]

    @Test(arguments: interpreters)
    func `writes files over the image's own, for the server's user`(
        _ program: String,
        _ option: String,
        _ script: String
    ) throws {
        guard let path = Self.path(of: program) else { return }
        let folder = try TemporaryFolder()
        let root = folder.path
        try folder.write("old", to: "app/config.json")
        try folder.write("code", to: "app/dist/index.js")
        try FileManager.default.createSymbolicLink(
            atPath: "\(root)/app/link",
            withDestinationPath: "dist/index.js"
        )
        try folder.write("", to: "volume/.keep")
        let text = "{\"a\": \"$HOME `x` 'q' \\\\ ü\"}\n\nlast\n"
        let plan = """
            copy \(root)/app \(root)/volume
            copy \(root)/missing \(root)/volume
            folder \(root)/volume/logs
            file MCPCTL_FILE_1 444 \(root)/volume/config.json
            file MCPCTL_SECRET_1 400 \(root)/volume/keys/deep/key
            own \(getuid()) \(root)/volume
            """
        let environment = ["MCPCTL_PLAN": plan, "MCPCTL_FILE_1": text, "MCPCTL_SECRET_1": "no line feed"]
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = [option, try Rendering.text("templates/ecs/\(script)")]
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(folder.text(of: "volume/config.json") == text)
        #expect(folder.text(of: "volume/keys/deep/key") == "no line feed")
        #expect(folder.text(of: "volume/dist/index.js") == "code")
        #expect(folder.text(of: "volume/link") == "code")
        #expect(folder.text(of: "app/config.json") == "old")
        #expect(try mode("\(root)/volume/config.json") == 0o444)
        #expect(try mode("\(root)/volume/keys/deep/key") == 0o400)
        #expect(FileManager.default.fileExists(atPath: "\(root)/volume/logs"))
    }

    @Test(arguments: interpreters)
    func `fails when it cannot write, so that the server does not start`(
        _ program: String,
        _ option: String,
        _ script: String
    ) throws {
        guard let path = Self.path(of: program) else { return }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = [option, try Rendering.text("templates/ecs/\(script)")]
        process.environment = [
            "PATH": "/usr/bin:/bin", "MCPCTL_PLAN": "file MCPCTL_FILE_1 444 /dev/null/file\nfolder /tmp",
            "MCPCTL_FILE_1": "x",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus != 0)
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    /// Where a program is; `sh` and `python3` are everywhere we build.
    private static func path(of program: String) -> String? {
        ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(program)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    @Test func `files of the working folder lie over a copy of it, and secrets come as files`() throws {
        let qsys = try Rendering(try Rendering.text("manifests/qsys/mcpctl.yaml"))
        let plan = try #require(
            try qsys.container("prepare")?["environment"]?.array?.first { $0["name"] == "MCPCTL_PLAN" }?[
                "value"
            ]?
            .string
        )
        #expect(
            plan.split(separator: "\n") == [
                "copy /app /mcpctl/files", "folder /mcpctl/files/logs",
                "file MCPCTL_FILE_1 444 /mcpctl/files/config.json", "own 10001 /app/logs", "own 10001 /tmp",
                "own 10001 /mcpctl/files",
            ]
        )
        let mounts = try qsys.container("mcp-qsys-server")?["mountPoints"]?.array ?? []
        #expect(mounts.map { $0["containerPath"]?.string } == ["/app", "/app/logs", "/tmp"])
        #expect(mounts.first?["readOnly"] == true)
        let kailash = try Rendering(try Rendering.text("manifests/kailash/mcpctl.yaml"))
        #expect(try kailash.container("prepare")?["secrets"]?.array?.count == 2)
        #expect(try kailash.container("production-server")?["secrets"] == nil)
        let variables = try kailash.container("production-server")?["environment"]?.array ?? []
        #expect(variables.contains(["name": "MCP_API_KEYS_FILE", "value": "/run/keys/api-keys.json"]))
    }
}
