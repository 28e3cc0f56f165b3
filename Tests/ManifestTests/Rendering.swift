import Diagnostics
import Profile
import Render
import Templates
import Values
import YAML

/// A profile on its way to manifests.
struct Rendering {
    static let presets = ["custom", "kailash", "mcp-factory", "mcp-sandbox", "mcp-typescript", "qsys"]

    /// The least a profile can say.
    static func fiveLines(_ preset: String) -> String {
        """
        apiVersion: mcpctl.dev/v1
        name: weather
        preset: \(preset)
        version: 1.2.3
        image: ghcr.io/acme/weather:1.2.3@sha256:\(String(repeating: "ab", count: 32))

        """
    }

    let resolved: ResolvedProfile
    let plan: RenderPlan

    init(_ text: String, environment: String? = nil, name: String = "mcpctl.yaml") throws {
        let tree = try YAML.document(in: SourceFile(name: name, text: text))
        resolved = try ProfileResolver(templates: .embedded).resolve(tree, environment: environment)
        plan = try KubernetesTarget(templates: .embedded).plan(
            Project(name: resolved.profile.name, servers: [Project.Server(resolved)])
        )
    }

    /// What is said about a profile, whether it renders or not.
    static func said(about text: String) throws -> [Diagnostic] {
        do {
            return try Rendering(text).plan.warnings
        } catch let error as InvalidInput {
            return error.diagnostics
        }
    }

    /// What a system is told: its variables and configuration files.
    var settings: Value {
        [
            "env": resolved.profile.env.encoded(absent: nil) ?? .null,
            "files": resolved.profile.configFiles.encoded(absent: nil) ?? .null,
        ]
    }

    /// The objects as they are read back from the text.
    func objects() throws -> [Value] {
        try plan.files.filter { !$0.isCompanion }.flatMap { file in
            try YAML.documents(in: SourceFile(name: file.path, text: file.text), limits: .standard)
        }
    }
}
