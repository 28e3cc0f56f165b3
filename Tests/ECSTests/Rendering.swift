import Diagnostics
import FileSystem
import Foundation
import Profile
import Render
import Templates
import Values
import YAML

/// A profile on its way to ECS.
struct Rendering {
    /// The least that a profile for ECS can say.
    static let least = """
        apiVersion: mcpctl.dev/v1
        name: weather
        preset: mcp-typescript
        version: 1.4.0
        image: ghcr.io/acme/weather:1.4.0@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08

        """
    static let ecs = """
        ecs:
          region: eu-central-1
          executionRole: arn:aws:iam::123456789012:role/weather-execution
          subnets: [subnet-0a1b2c3d4e5f60001]

        """
    /// A profile that uses most of what can be said.
    static var whole: String { get throws { try text("scripts/mutations/mcpctl.yaml") } }

    /// A file of the repository.
    static func text(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        return String(decoding: try Files.read("\(root)/\(path)"), as: UTF8.self)
    }

    let plan: RenderPlan

    init(_ text: String, environment: String? = nil, cloudFormation: Bool = false) throws {
        let tree = try YAML.document(in: SourceFile(name: "mcpctl.yaml", text: text))
        let servers = try ProfileResolver(templates: .embedded).servers(
            of: tree,
            environment: environment,
            settings: []
        )
        plan = try ECSTarget(templates: .embedded, cloudFormation: cloudFormation).plan(
            Project(
                name: tree["name"]?.string ?? "",
                servers: servers.map { Project.Server($0) },
                isSet: tree["servers"] != nil
            )
        )
    }

    /// What is said about a profile, whether it renders or not.
    static func said(about text: String, cloudFormation: Bool = false) throws -> [Diagnostic] {
        do {
            return try Rendering(text, cloudFormation: cloudFormation).plan.warnings
        } catch let error as InvalidInput {
            return error.diagnostics
        }
    }

    var texts: [String: String] {
        Dictionary(
            uniqueKeysWithValues: plan.files.filter { $0.path.hasSuffix(".json") }.map { ($0.path, $0.text) }
        )
    }

    func document(_ path: String) throws -> Value {
        let text = plan.files.first { $0.path == path }?.text ?? ""
        return try YAML.document(in: SourceFile(name: path, text: text))
    }

    /// The container of a task definition.
    func container(_ name: String) throws -> Value? {
        try document("task-definition.json")["containerDefinitions"]?.array?.first {
            $0["name"]?.string == name
        }
    }
}
