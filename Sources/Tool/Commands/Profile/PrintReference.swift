internal import Arguments
internal import Profile

/// The verb `mcpctl profile reference`.
struct PrintReference: Command {
    static let name = "reference"
    static let summary = "Print every key of a profile, with its meaning, as Markdown"
    static let examples = [Example("Read it", "mcpctl profile reference | less")]
    static let parameters: [Parameter<Self>] = SharedOptions.parameters.lifted(into: \.shared)

    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        shared.console.output(ProfileReference(schema: Profile.jsonSchema).markdown)
        return .success
    }
}
