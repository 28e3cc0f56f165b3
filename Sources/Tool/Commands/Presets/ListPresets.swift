internal import Arguments
internal import Profile
internal import Values

/// The verb `mcpctl presets list`.
struct ListPresets: Command {
    static let name = "list"
    static let summary = "List the systems that a profile can build on"
    static let examples = [Example("See the presets", "mcpctl presets list")]
    static let parameters: [Parameter<Self>] =
        TemplateOptions.parameters.lifted(into: \.templates)
        + DataOptions.parameters.lifted(into: \.data)

    var templates = TemplateOptions()
    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let templates = try self.templates.set()
        let presets = try Preset.names(in: templates).map { try Preset.load($0, from: templates, at: nil) }
        let rows: [Value] = presets.map {
            ["name": .string($0.name), "title": .string($0.title), "about": .string($0.about)]
        }
        let width = presets.map(\.name.count).max() ?? 0
        data.print(.array(rows)) {
            presets.map { preset in
                let space = String(repeating: " ", count: width - preset.name.count)
                return "\(preset.name)\(space)  \(preset.title): \(preset.about)\n"
            }.joined()
        }
        return .success
    }
}
