internal import Arguments
internal import Profile
internal import Values

/// The verb `mcpctl profile schema`.
struct PrintSchema: Command {
    static let name = "schema"
    static let summary = "Print the JSON Schema of profiles, for editors"
    static let discussion = """
        Save it and name it in the first line of a profile, so that editors complete and check keys:

            # yaml-language-server: $schema=mcpctl.schema.json
        """
    static let examples = [
        Example("Save it beside the profile", "mcpctl profile schema > mcpctl.schema.json")
    ]
    static let parameters: [Parameter<Self>] = SharedOptions.parameters.lifted(into: \.shared)

    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        shared.console.output(Profile.jsonSchema.json(.pretty) + "\n")
        return .success
    }
}
