internal import Arguments
internal import Diagnostics
internal import Discovery
internal import FileSystem
internal import HTTP
internal import Profile

/// Which servers a verb looks at, and how it reaches them.
///
/// They are those of the profile's environment, unless the command line names them itself.
struct TargetOptions: OptionGroup {
    var profile: String?
    var environment: String?
    var addresses: [AddressArgument] = []
    var files: [String] = []
    var servers: [String] = []
    var access = TargetAccessOptions()
    /// How long one answer may take; `nil` leaves it to the profile.
    var timeout: Duration?
    var templates = TemplateOptions()

    static let parameters: [Parameter<Self>] =
        choice.under("Which servers") + TargetAccessOptions.parameters.lifted(into: \.access)
        + [
            .option(
                \.timeout,
                "--timeout",
                value: "SPAN",
                help: "How long one answer may take",
                environment: "MCPCTL_TIMEOUT"
            )
        ].under("Reaching servers")

    private static let choice: [Parameter<Self>] =
        [
            .option(
                \.profile,
                "-p",
                "--profile",
                value: "FILE",
                help:
                    "The project profile; mcpctl.yaml when there is one and no server is named; - is standard input",
                environment: "MCPCTL_PROFILE",
                completion: .file("yaml", "yml", "json")
            ),
            .option(
                \.environment,
                "-e",
                "--env",
                value: "NAME",
                help: "The environment whose servers they are; not needed when there is only one",
                environment: "MCPCTL_ENV",
                completion: .dynamic(ProfileOptions.environmentNames)
            ),
            .option(
                \.addresses,
                "--target",
                value: "[NAME=]URL",
                help:
                    "This server instead; a URL without a path is the base below which /mcp and /health are tried"
            ),
            .option(
                \.files,
                "--targets-file",
                value: "FILE",
                help:
                    "The servers that a file lists as Prometheus's file_sd does; read again when it changes",
                completion: .file("json", "yaml", "yml")
            ),
            .option(
                \.servers,
                "--server",
                value: "NAME",
                help: "Only the targets, or servers of the profile, called so"
            ),
        ] + TemplateOptions.parameters.lifted(into: \.templates)

    func validate() throws(UsageError) { try access.validate() }

    /// The file that is read; `nil` when servers are named without a profile.
    private var profilePath: String? {
        if let profile { return profile }
        if environment == nil, !addresses.isEmpty || !files.isEmpty { return nil }
        return "mcpctl.yaml"
    }

    /// What the options come to; profiles that change while a verb runs are read again.
    func plan() throws -> TargetPlan {
        let variables = processEnvironment()
        let wish = wish
        guard let path = profilePath else {
            return try TargetPlan(
                profiles: [],
                environment: nil,
                wish: wish,
                folder: nil,
                variables: variables
            )
        }
        guard profile != nil || Files.exists(path) else { throw Self.nothingNamed }
        let chosen = environment
        let resolver = ProfileResolver(templates: try templates.set())
        let plan: @Sendable () throws -> TargetPlan = {
            let file = try ProfileFile.read(path)
            let tree = file.tree
            let name = try chosen ?? Self.onlyEnvironment(of: tree, isNeeded: !wish.namesTargets)
            return try TargetPlan(
                profiles: try resolver.servers(of: tree, environment: name),
                environment: name,
                wish: wish,
                folder: path == "-" ? nil : Files.parent(of: path),
                variables: variables
            )
        }
        // What comes through a pipe can be read once.
        guard Files.isFile(path) else { return try plan() }
        return try TargetPlan.following(path, read: plan)
    }

    private var wish: TargetWish {
        var wish = TargetWish()
        wish.addresses = addresses.map(\.address)
        wish.files = files
        wish.servers = servers
        access.set(&wish)
        return wish
    }

    private static let nothingNamed = InvalidInput(
        .error(
            "there is no profile 'mcpctl.yaml' here, and no server is named",
            hint:
                "mcpctl init writes a profile; --target URL looks at one server without it; mcpctl demo shows a fleet at once"
        )
    )
}
