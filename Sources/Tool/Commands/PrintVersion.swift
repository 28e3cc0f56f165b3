internal import Arguments
internal import Profile
internal import Values

/// The verb `mcpctl version`.
struct PrintVersion: Command {
    static let name = "version"
    static let summary = "Print the version of the tool and of the formats it reads"
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
        + SharedOptions.parameters.lifted(into: \.shared)

    var output = DataFormat.table
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let facts: Value = [
            "version": .string(Version.number), "released": .string(Version.released),
            "profile": .string(Profile.apiVersion),
        ]
        shared.console.print(facts, as: output) {
            "mcpctl \(Version.number) (profiles: \(Profile.apiVersion))\n"
        }
        return .success
    }
}
