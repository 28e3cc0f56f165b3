internal import Arguments
internal import Diagnostics
internal import Profile
internal import Values
internal import YAML

/// The verb `mcpctl profile show`.
struct ShowProfile: Command {
    static let name = "show"
    static let summary = "Print what a profile means: preset, overlay and defaults filled in"
    static let discussion = """
        A secret written into the profile is shown as (hidden). Of a profile with several servers, all are shown by \
        their names, or the one that --server names.
        """
    static let examples = [
        Example("See what production gets", "mcpctl profile show --env production"),
        Example("See where every value comes from", "mcpctl profile show --origin"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .flag(\.showsOrigin, "--origin", help: "Print each value with the file and line it comes from"),
            .option(\.server, "--server", value: "NAME", help: "One server of those the profile lists"),
        ] + ProfileOptions.parameters.lifted(into: \.options)
        + DataOptions.parameters.lifted(into: \.data)

    var showsOrigin = false
    var server: String?
    var options = ProfileOptions()
    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let file = try ProfileFile.read(options.profile)
        let resolver = ProfileResolver(templates: try options.templates.set())
        var servers = try resolver.servers(of: file.tree, environment: options.environment)
        if let server {
            let names = servers.map(\.profile.name)
            servers.removeAll { $0.profile.name != server }
            guard !servers.isEmpty else {
                throw InvalidInput(
                    .error(
                        "the profile has no server '\(server)'",
                        hint: nearest(to: server, in: names).map { "did you mean '\($0)'?" }
                            ?? "it has \(names.joined(separator: ", "))"
                    )
                )
            }
        }
        data.shared.console.tell(servers.flatMap(\.warnings))
        let isOne = server != nil || file.tree["servers"]?.isNull != false
        if showsOrigin {
            guard isOne, let resolved = servers.first else {
                throw UsageError("--origin is told for one server", hint: "choose it with --server NAME")
            }
            let rows = ProfileOrigins(of: Self.shown(resolved), in: resolved).rows
            data.print(ProfileOrigins.tree(rows)) { ProfileOrigins.table(rows) }
        } else {
            var all = Object()
            for resolved in servers { all[resolved.profile.name] = Self.shown(resolved) }
            let shown = isOne ? all.members.first?.value ?? .null : Value.object(all)
            data.print(shown) { YAML.text(of: [shown]) }
        }
        return .success
    }

    private static func shown(_ resolved: ResolvedProfile) -> Value {
        resolved.profile.encoded(absent: nil) ?? .null
    }
}
