import Foundation
import TestSupport
import Testing

/// The projects of `Projects/`, copied into a folder of their own.
enum Projects {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Projects").path
    static let systems = ["kailash", "mcp-factory", "mcp-sandbox", "mcp-typescript", "qsys"]
    static let others = ["go", "pip", "pnpm", "swift", "uv", "yarn"]

    static func copy(_ name: String) throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: "\(copy.path)/\(name)")
        return copy
    }
}

@Suite struct `A project` {
    @Test(arguments: Projects.systems + Projects.others)
    func `gets a profile that says where everything was found`(name: String) throws {
        let folder = try Projects.copy(name)
        let run = try ToolRun(["init", name], in: folder)
        #expect(run.status == 0)
        let text = try #require(folder.text(of: "\(name)/mcpctl.yaml"))
        try expectSnapshot("\(run.transcript)--- mcpctl.yaml\n\(text)", named: name)
        #expect(!text.contains(folder.path))
        let check = try ToolRun(["profile", "validate", "\(name)/mcpctl.yaml"], in: folder)
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test(arguments: Projects.systems + Projects.others)
    func `can be rendered right after`(name: String) throws {
        let folder = try Projects.copy(name)
        #expect(try ToolRun(["init", name], in: folder).status == 0)
        let render = try ToolRun(["render", "k8s", "-p", "\(name)/mcpctl.yaml", "-o", "k8s"], in: folder)
        #expect(render.status == 0, "\(render.errors)")
        #expect(folder.text(of: "k8s/kustomization.yaml") != nil)
    }

    @Test(arguments: Projects.systems)
    func `gets the preset of its system, whatever its folder is called`(name: String) throws {
        let folder = try Projects.copy(name)
        try FileManager.default.moveItem(atPath: "\(folder.path)/\(name)", toPath: "\(folder.path)/x")
        let run = try ToolRun(["init", "x", "-o", "-"], in: folder)
        #expect(run.output.contains("\npreset: \(name)"))
        #expect(folder.text(of: "x/mcpctl.yaml") == nil)
    }

    @Test func `gets the same profile every time, also with another preset, name and image`() throws {
        let folder = try Projects.copy("qsys")
        let words = [
            "init", "qsys", "-n", "--preset", "mcp-typescript", "--name", "mixer", "--image",
            "ghcr.io/acme/mixer:9",
        ]
        let run = try ToolRun(words, in: folder)
        #expect(run.status == 0)
        for line in [
            "name: mixer  # from --name", "preset: mcp-typescript  # from --preset",
            "image: ghcr.io/acme/mixer:9  # from --image",
        ] {
            #expect(run.output.contains("\n\(line)"), "\(run.output)")
        }
        #expect(try ToolRun(words, in: folder).transcript == run.transcript)
        try folder.write(run.output, to: "mcpctl.yaml")
        #expect(try ToolRun(["profile", "validate"], in: folder).status == 0)
    }
}
