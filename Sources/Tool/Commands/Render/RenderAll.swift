internal import Arguments
internal import Render

/// The verb `mcpctl render all`.
struct RenderAll: Command {
    static let name = EveryTarget.name
    static let summary = "Write everything the profile says enough for"
    static let discussion = """
        Each target gets a folder of its own below the one that -o names, all of them or none: what is wrong with one \
        is told before anything is written.
        """
    static let examples = [
        Example("Write all files for production", "mcpctl render all --env production -o deploy/"),
        Example(
            "Fail in CI when one is out of date",
            "mcpctl render all --env production -o deploy/ --check"
        ),
    ]
    static let parameters: [Parameter<Self>] = RenderOptions.parameters.lifted(into: \.options)

    var options = RenderOptions()

    func validate() throws(UsageError) {
        guard options.output.folder.path == "-", !options.output.isDryRun else { return }
        throw UsageError("several kinds of files make no stream", hint: "name a folder: -o DIR")
    }

    func run() async throws -> ExitStatus { try await options.run { EveryTarget(templates: $0) } }
}
