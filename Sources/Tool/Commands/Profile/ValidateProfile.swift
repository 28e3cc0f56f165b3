internal import Arguments
internal import Diagnostics
internal import Profile
internal import Values

/// The verb `mcpctl profile validate`.
struct ValidateProfile: Command {
    static let name = "validate"
    static let summary = "Check profiles, alone and at each of their environments"
    static let discussion = """
        Tells everything that is wrong at once, each with its place and what to write instead. Nothing is accepted \
        that would be ignored.
        """
    static let examples = [
        Example("Check the profile of this folder", "mcpctl profile validate"),
        Example("Check every profile of a repository", "mcpctl profile validate servers/*/mcpctl.yaml"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.files,
                "FILE",
                help: "The profiles; mcpctl.yaml when none is named",
                completion: .file("yaml", "yml", "json")
            ).conflicting(with: "--profile")
        ] + ProfileOptions.parameters.lifted(into: \.options)
        + SharedOptions.parameters.lifted(into: \.shared)

    var files: [String] = []
    var options = ProfileOptions()
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let console = shared.console
        let templates = try options.templates.set()
        let resolver = ProfileResolver(templates: templates)
        var status = ExitStatus.success
        for path in files.isEmpty ? [options.profile] : files {
            do {
                let file = try ProfileFile.read(path)
                let chosen = options.environment.map { [$0] }
                let problems = resolver.problems(of: file.tree, at: chosen)
                console.tell(problems)
                guard !problems.contains(where: { $0.severity == .error }) else {
                    status = .usage
                    continue
                }
                let environments = chosen ?? file.tree["environments"]?.object?.keys ?? []
                for environment in [nil] + environments.map(Optional.some) {
                    for server in try resolver.servers(of: file.tree, environment: environment) {
                        _ = try file.localFiles(of: server)
                    }
                }
                console.output("\(visible(path)): valid\(Self.words(for: environments))\n")
            } catch {
                status = console.report(error)
            }
        }
        return status
    }

    /// At which environments it is.
    private static func words(for environments: [String]) -> String {
        environments.isEmpty ? "" : ", also at \(environments.joined(separator: ", "))"
    }
}
