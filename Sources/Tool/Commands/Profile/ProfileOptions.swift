internal import Arguments
internal import FileSystem
internal import Values

/// Which profile, at which environment, with which templates.
struct ProfileOptions: OptionGroup {
    var profile = "mcpctl.yaml"
    var environment: String?
    var templates = TemplateOptions()

    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.profile,
                "-p",
                "--profile",
                value: "FILE",
                help: "The project profile; - is standard input",
                environment: "MCPCTL_PROFILE",
                completion: .file("yaml", "yml", "json")
            )
        ] + place

    /// Without the profile itself, for verbs that take several.
    static let place: [Parameter<Self>] =
        [
            .option(
                \.environment,
                "-e",
                "--env",
                value: "NAME",
                help: "The environment whose overlay applies",
                environment: "MCPCTL_ENV",
                completion: .dynamic(environmentNames)
            )
        ] + TemplateOptions.parameters.lifted(into: \.templates)

    static func environmentNames(_ context: CompletionContext) -> [Candidate] {
        let path = context.value(of: "--profile") ?? "mcpctl.yaml"
        // Standard input and pipes belong to the shell that asks.
        guard Files.isFile(path), let tree = try? ProfileFile.read(path).tree else { return [] }
        return (tree["environments"]?.object?.keys ?? []).map { Candidate($0) }
    }
}
