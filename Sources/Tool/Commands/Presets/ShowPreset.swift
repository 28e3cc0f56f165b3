internal import Arguments
internal import Profile
internal import Templates
internal import Values
internal import YAML

/// The verb `mcpctl presets show`.
struct ShowPreset: Command {
    static let name = "show"
    static let summary = "Print what a preset brings, knows, and says its system cannot do"
    static let examples = [Example("See the Q-SYS preset", "mcpctl presets show qsys")]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.preset,
                "NAME",
                help: "The preset",
                completion: .dynamic { _ in Preset.names(in: .embedded).map { Candidate($0) } }
            )
        ] + TemplateOptions.parameters.lifted(into: \.templates)
        + DataOptions.parameters.lifted(into: \.data)

    var preset = ""
    var templates = TemplateOptions()
    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let preset = try Preset.load(preset, from: try templates.set(), at: nil)
        let shown = preset.encoded(absent: nil) ?? .null
        data.print(shown) { YAML.text(of: [shown]) }
        return .success
    }
}
