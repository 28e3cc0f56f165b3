internal import Arguments
internal import Profile
internal import Values

/// The verb `mcpctl version`.
struct PrintVersion: Command {
    static let name = "version"
    static let summary = "Print the version of the tool and of the formats it reads"
    static let parameters: [Parameter<Self>] =
        DataOptions.parameters.lifted(into: \.data)

    var data = DataOptions()

    func run() async throws -> ExitStatus {
        let facts: Value = [
            "version": .string(Version.number), "released": .string(Version.released),
            "profile": .string(Profile.apiVersion),
        ]
        data.print(facts) {
            "mcpctl \(Version.number) (profiles: \(Profile.apiVersion))\n"
        }
        return .success
    }
}
