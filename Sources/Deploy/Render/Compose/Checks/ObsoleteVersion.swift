internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Compose warns about `version` at every start, and ignores it.
    static let obsoleteVersion = ComposeCheck(id: "obsolete-version") { document in
        guard let member = document.value.object?.member("version") else { return [] }
        return [
            .warning(
                "'version' is obsolete: Compose ignores it, and warns at every start",
                at: member.keyLocation,
                hint: "remove it"
            )
        ]
    }
}
