internal import Diagnostics

extension DockerfileCheck {
    /// Only the last `CMD`, `ENTRYPOINT` and `HEALTHCHECK` of a stage counts.
    static let severalCommands = DockerfileCheck("several-commands") { checked in
        checked.stages.flatMap { stage -> [Diagnostic] in
            let kinds: [(String, [SourceLocation?])] = [
                ("CMD", stage.all(\.command).map(\.location)),
                ("ENTRYPOINT", stage.all(\.entrypoint).map(\.location)),
                ("HEALTHCHECK", stage.all(\.healthCheck).map(\.location)),
            ]
            return kinds.filter { $0.1.count > 1 }.map { name, places in
                .error(
                    "a stage has \(places.count) \(name)s: only the last counts",
                    at: places[0],
                    hint: "remove this one"
                )
            }
        }
    }
}
