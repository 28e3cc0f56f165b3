internal import Arguments
internal import Profile
internal import Values
internal import YAML

/// The verb `mcpctl profile show`.
struct ShowProfile: Command {
    static let name = "show"
    static let summary = "Print what a profile means: preset, overlay and defaults filled in"
    static let discussion = "A secret written into the profile is shown as (hidden)."
    static let examples = [
        Example("See what production gets", "mcpctl profile show --env production"),
        Example("See where every value comes from", "mcpctl profile show --origin"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .flag(\.showsOrigin, "--origin", help: "Print each value with the file and line it comes from"),
            .option(
                \.output,
                "-o",
                "--output",
                value: "FORMAT",
                help: "How to print it; without --origin a table is the same as yaml",
                environment: "MCPCTL_OUTPUT"
            ),
        ] + ProfileOptions.parameters.lifted(into: \.options)
        + SharedOptions.parameters.lifted(into: \.shared)

    var showsOrigin = false
    var output = DataFormat.table
    var options = ProfileOptions()
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let console = shared.console
        let file = try ProfileFile.read(options.profile)
        let resolver = ProfileResolver(templates: try options.templateSet())
        let resolved = try resolver.resolve(file.tree, environment: options.environment)
        console.tell(resolved.warnings)
        let shown = resolved.profile.encoded(absent: nil) ?? .null
        if showsOrigin {
            let rows = ProfileOrigins(of: shown, in: resolved).rows
            console.print(ProfileOrigins.tree(rows), as: output) { ProfileOrigins.table(rows) }
        } else {
            console.print(shown, as: output) { YAML.text(of: [shown]) }
        }
        return .success
    }
}
