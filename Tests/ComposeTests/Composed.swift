import Diagnostics
import Foundation
import Profile
import Templates
import Values
import YAML

@testable import Render

/// A profile on its way to a Compose project.
struct Composed {
    let plan: RenderPlan
    let project: Project

    init(_ text: String, environment: String? = nil, settings: [String] = []) throws {
        let tree = try YAML.document(in: SourceFile(name: "mcpctl.yaml", text: text))
        let servers = try ProfileResolver(templates: .embedded).servers(
            of: tree,
            environment: environment,
            settings: settings.map { try YAML.document(in: SourceFile(name: "--set", text: $0)) }
        )
        project = Project(
            name: tree["name"]?.string ?? "",
            servers: servers.map { Project.Server($0) },
            isSet: tree["servers"] != nil
        )
        plan = try ComposeTarget(templates: .embedded).plan(project)
    }

    /// What is rendered, by the paths that a Compose file has for it.
    var beside: Set<String> { Set(plan.files.map { "./\($0.path)" }) }

    /// The document as it is read back from the text.
    func document() throws -> Value {
        try YAML.document(in: SourceFile(name: "compose.yaml", text: text("compose.yaml")))
    }

    func text(_ path: String) -> String { plan.files.first { $0.path == path }?.text ?? "" }

    /// Everything that is said about a profile, whether it renders or not.
    static func said(about text: String, environment: String? = nil, settings: [String] = []) throws
        -> [String]
    {
        do {
            return try Composed(text, environment: environment, settings: settings).plan.warnings.map(
                \.message
            )
        } catch let error as InvalidInput {
            return error.diagnostics.map(\.message)
        }
    }

    static let systems = ["kailash", "mcp-factory", "mcp-sandbox", "mcp-typescript", "qsys"]

    static func system(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "manifests/\(name)/mcpctl.yaml"), encoding: .utf8)
    }

    static let digest = "sha256:" + String(repeating: "ab", count: 32)

    /// Three servers of three kinds behind one gateway.
    static let set = """
        apiVersion: mcpctl.dev/v1
        name: tools
        version: 1.2.0
        gateway: {host: mcp.example.com, rateLimit: {requestsPerMinute: 120}}
        secrets:
          API_KEY: {kubernetes: {name: all, key: key}}
          TOKEN: {kubernetes: {name: all, key: token}, path: /run/keys/token, pathEnv: TOKEN_FILE, file: keys/token}
        servers:
          weather:
            preset: mcp-typescript
            image: ghcr.io/acme/weather:1.2.0@\(digest)
            scaling: 2
            server: {sessions: memory}
            secrets: {API_KEY: {kubernetes: {name: weather, key: key}}, REDIS_URL: {kubernetes: {name: r, key: u}}}
            cache: {backend: redis, redis: {host: redis.cache.svc.cluster.local, secret: REDIS_URL}}
          news:
            image: ghcr.io/acme/news:1.2.0@\(digest)
            server: {transport: sse, path: /sse, port: 9000}
            runtime: {language: python, command: [python, -m, news, 'a$b']}
            volumes: {data: {path: /data, kind: persistent}, work: {path: /work, size: 10Mi}}
            metrics: {enabled: true, port: 9100}
            admin: {enabled: true}
            network: {egress: []}
            env: {PRICE: 'US$5'}
          chat:
            preset: mcp-factory
            image: ghcr.io/acme/chat:1.2.0@\(digest)
        """
}
