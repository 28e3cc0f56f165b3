internal import Arguments
internal import Profile
internal import Templates
internal import Values
internal import YAML

/// The verb `mcpctl presets list`.
struct ListPresets: Command {
    static let name = "list"
    static let summary = "List the systems that a profile can build on"
    static let examples = [Example("See the presets", "mcpctl presets list")]
    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.output,
                "-o",
                "--output",
                value: "FORMAT",
                help: "How to print it",
                environment: "MCPCTL_OUTPUT"
            )
        ]
        + ProfileOptions.place.filter { $0.isNamed("--templates") }.lifted(into: \.options)
        + SharedOptions.parameters.lifted(into: \.shared)

    var output = DataFormat.table
    var options = ProfileOptions()
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let templates = try options.templateSet()
        let presets = try Preset.names(in: templates).map { try Preset.load($0, from: templates, at: nil) }
        let rows: [Value] = presets.map {
            ["name": .string($0.name), "title": .string($0.title), "about": .string($0.about)]
        }
        let width = presets.map(\.name.count).max() ?? 0
        shared.console.print(.array(rows), as: output) {
            presets.map { preset in
                let space = String(repeating: " ", count: width - preset.name.count)
                return "\(preset.name)\(space)  \(preset.title): \(preset.about)\n"
            }.joined()
        }
        return .success
    }
}

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
            ),
            .option(
                \.output,
                "-o",
                "--output",
                value: "FORMAT",
                help: "How to print it; a table is the same as yaml",
                environment: "MCPCTL_OUTPUT"
            ),
        ] + ProfileOptions.place.filter { $0.isNamed("--templates") }.lifted(into: \.options)
        + SharedOptions.parameters.lifted(into: \.shared)

    var preset = ""
    var output = DataFormat.table
    var options = ProfileOptions()
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let preset = try Preset.load(preset, from: try options.templateSet(), at: nil)
        let shown = preset.encoded(absent: nil) ?? .null
        shared.console.print(shown, as: output) { YAML.text(of: [shown]) }
        return .success
    }
}
