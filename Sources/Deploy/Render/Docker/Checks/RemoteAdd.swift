internal import Diagnostics

extension DockerfileCheck {
    /// `ADD` of an address brings whatever is there on that day.
    static let remoteAdd = DockerfileCheck("remote-add") { checked in
        checked.stages.flatMap { stage in
            stage.all(\.add).flatMap { copy, place in
                copy.sources.filter { $0.contains("://") || $0.hasPrefix("git@") }.map { source in
                    .error(
                        "ADD fetches \(shortened(source)) unchecked",
                        at: place,
                        hint: "COPY a file of the project, or install a package with a lock file"
                    )
                }
            }
        }
    }
}
