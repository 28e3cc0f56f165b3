package import Diagnostics
internal import Profile
package import Templates
internal import Values
internal import YAML

/// The rules for servers of which no profile tells: those of every preset, over all servers at once.
///
/// A rule about a metric that a server does not have finds nothing. Series are told apart by their label `service`,
/// which every target has to have.
package struct ShippedRules: Sendable {
    /// One for each preset that adds rules, as `rules/custom.yaml`.
    package let files: [RenderedFile]

    package init(templates: TemplateSet) throws(InvalidInput) {
        let resolver = ProfileResolver(templates: templates)
        let compiled = CompiledTemplates(templates)
        var files: [RenderedFile] = []
        var known: Set<String> = []
        for preset in Self.presets {
            var model = MonitoringModel(try resolver.resolve(Self.profile(of: preset)))
            model.coversEveryServer = true
            var groups: [Value] = []
            for group in try RulePack(model, templates: compiled).groups {
                let part = group.name.split(separator: ".").last ?? ""
                let rules = group.rules.filter { rule in
                    known.insert("\(rule.kind) \(rule.name) \(rule.query.text(in: model.scope))").inserted
                }
                guard !rules.isEmpty else { continue }
                groups.append(RuleGroup(name: "\(preset).\(part)", rules: rules).value(in: model.scope))
            }
            guard !groups.isEmpty else { continue }
            files.append(
                RenderedFile(
                    path: "rules/\(preset).yaml",
                    text: YAML.text(of: [["groups": .array(groups)]]),
                    isCompanion: false
                )
            )
        }
        self.files = files
    }

    /// What is common to all servers first: of rules that are the same, the first stays.
    private static let presets = ["custom", "mcp-typescript", "kailash", "mcp-factory", "qsys"]

    /// The least that makes a preset's server export what it has.
    private static func profile(of preset: String) -> Value {
        // Some want to be told where, others know.
        let metrics: Value =
            ["mcp-factory", "qsys"].contains(preset) ? ["enabled": true, "port": 9090] : ["enabled": true]
        let image = "example.invalid/server@sha256:\(String(repeating: "0", count: 64))"
        return [
            "apiVersion": "mcpctl.dev/v1", "name": "servers", "preset": .string(preset), "version": "1.0.0",
            "image": .string(image), "metrics": metrics,
        ]
    }
}
