import FileSystem
import Foundation
import Profile
import Render
import Templates
import Testing

/// The folders of `manifests/`, each with a profile and what is rendered of it.
enum Golden {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "manifests").path
    static let systems = ["kailash", "mcp-factory", "mcp-sandbox", "mcp-typescript", "qsys"]

    static func text(_ path: String) throws -> String {
        String(decoding: try Files.read("\(folder)/\(path)"), as: UTF8.self)
    }

    static func rendering(_ system: String, environment: String? = nil) throws -> Rendering {
        try Rendering(text("\(system)/mcpctl.yaml"), environment: environment)
    }
}

struct GoldenTests {
    @Test(arguments: Golden.systems)
    func `the manifests are what is rendered, byte for byte`(system: String) throws {
        let resolved = try Golden.rendering(system).resolved
        let project = Project(name: resolved.profile.name, servers: [Project.Server(resolved)])
        let plan = try EveryTarget(templates: .embedded).plan(project)
        let folder = "\(Golden.folder)/\(system)"
        let folders = try Files.names(in: folder).filter { Files.isFolder("\(folder)/\($0)") }
        #expect(folders.contains("kubernetes") && folders.contains("docker") && folders.count >= 4)
        var names = try folders.flatMap { target in
            try Files.tree(below: "\(folder)/\(target)").map { "\(target)/\($0)" }
        }
        // Hidden files are no part of a tree.
        if folders.contains("docker") { names.append("docker/.dockerignore") }
        #expect(names.sorted() == plan.files.map(\.path).sorted())
        for file in plan.files {
            let text = try Golden.text("\(system)/\(file.path)")
            #expect(text == file.text, "scripts/render-manifests renders \(file.path) differently")
        }
    }

    @Test(arguments: Golden.systems)
    func `rendering twice gives the same bytes`(system: String) throws {
        #expect(try Golden.rendering(system).plan.files == Golden.rendering(system).plan.files)
    }

    @Test(arguments: Golden.systems, ["staging", "production"])
    func `every environment renders`(system: String, environment: String) throws {
        let rendering = try Golden.rendering(system, environment: environment)
        try Structure(rendering).check()
        let place = rendering.resolved.profile.environments[environment]
        #expect(place?.protected == (environment == "production"))
        #expect(place?.targets.isEmpty == false)
    }

    @Test(arguments: Golden.systems)
    func `somebody answers for every manifest`(system: String) throws {
        let rendering = try Golden.rendering(system)
        try Structure(rendering).check()
        #expect(
            rendering.resolved.profile.owner?.team != nil && rendering.resolved.profile.owner?.email != nil
        )
        #expect(rendering.resolved.profile.image.digest != nil)
        #expect(!rendering.plan.stream.contains("required-annotation-email"))
    }

    @Test(arguments: [
        (
            "mcp-factory",
            ["name: mcp-secrets", "key: api-key", "containerPort: 9090", "cpu: 100m", "memory: 256Mi"]
        ),
        (
            "mcp-typescript",
            ["name: mcp-server-secrets", "containerPort: 3000", "path: /health", "cpu: 250m"]
        ),
        (
            "mcp-sandbox",
            [
                "name: anthropic-secret", "key: api-key", "mountPath: /app/config/mcp.json",
                "mountPath: /app/data",
            ]
        ),
        ("kailash", ["mountPath: /opt/mcpctl/kailash-http.py", "path: /live", "MCP_CACHE_TTL"]),
        ("qsys", ["mountPath: /app/config.json", "\"burstSize\": 10", "192.168.1.100/32", "memory: 512Mi"]),
    ])
    func `a manifest keeps what its guide says`(system: String, texts: [String]) throws {
        let stream = try Golden.rendering(system).plan.stream
        for text in texts { #expect(stream.contains(text), "\(text) is missing") }
    }
}
