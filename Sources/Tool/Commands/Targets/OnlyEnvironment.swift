internal import Diagnostics
internal import Values

extension TargetOptions {
    /// The environment of a profile that has exactly one.
    ///
    /// Throws when it has several, or none where servers must come from one.
    static func onlyEnvironment(of tree: Value, isNeeded: Bool) throws(InvalidInput) -> String? {
        let names = tree["environments"]?.object?.keys ?? []
        if names.count == 1 { return names.first }
        guard isNeeded else { return nil }
        throw InvalidInput(
            names.isEmpty
                ? .error(
                    "the profile has no environment, so no server is known",
                    at: tree.location,
                    hint:
                        "add environments: {local: {targets: [http://localhost:3000/mcp]}}, or name servers with --target URL"
                )
                : .error(
                    "the profile has several environments, and none is chosen",
                    at: tree.object?.member("environments")?.keyLocation,
                    hint: "choose one with --env: \(names.joined(separator: ", "))"
                )
        )
    }
}
