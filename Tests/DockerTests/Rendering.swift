import Diagnostics
import Profile
import Render
import Templates
import Values
import YAML

/// A profile on its way to a Dockerfile.
struct Rendering {
    static let systems = ["kailash", "mcp-factory", "mcp-sandbox", "mcp-typescript", "qsys"]

    /// A profile that says what it must, and a `runtime`.
    static func profile(_ more: String) -> String {
        """
        apiVersion: mcpctl.dev/v1
        name: weather
        version: 1.2.3
        image: ghcr.io/acme/weather:1.2.3
        \(more)

        """
    }

    let plan: RenderPlan
    var dockerfile: String { file("Dockerfile") ?? "" }
    var lines: [String] { dockerfile.split(separator: "\n").map(String.init) }

    init(_ text: String, templates: TemplateSet = .embedded) throws {
        let tree = try YAML.document(in: SourceFile(name: "mcpctl.yaml", text: text))
        let resolved = try ProfileResolver(templates: templates).resolve(tree, environment: nil)
        plan = try DockerTarget(templates: templates).plan(
            Project(name: resolved.profile.name, servers: [Project.Server(resolved)])
        )
    }

    func file(_ path: String) -> String? { plan.files.first { $0.path == path }?.text }

    /// What is said about a profile, whether it renders or not.
    static func said(_ text: String, templates: TemplateSet = .embedded) throws -> [Diagnostic] {
        do {
            return try Rendering(text, templates: templates).plan.warnings
        } catch let error as InvalidInput {
            return error.diagnostics
        }
    }
}
