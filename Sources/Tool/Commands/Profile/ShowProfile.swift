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
            .flag(\.showsOrigin, "--origin", help: "Print each value with the file and line it comes from")
        ] + ProfileOptions.parameters.lifted(into: \.options)
        + DataOptions.parameters.lifted(into: \.data)

    var showsOrigin = false
    var options = ProfileOptions()
    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let file = try ProfileFile.read(options.profile)
        let resolver = ProfileResolver(templates: try options.templates.set())
        let resolved = try resolver.resolve(file.tree, environment: options.environment)
        data.shared.console.tell(resolved.warnings)
        let shown = resolved.profile.encoded(absent: nil) ?? .null
        if showsOrigin {
            let rows = ProfileOrigins(of: shown, in: resolved).rows
            data.print(ProfileOrigins.tree(rows)) { ProfileOrigins.table(rows) }
        } else {
            data.print(shown) { YAML.text(of: [shown]) }
        }
        return .success
    }
}
