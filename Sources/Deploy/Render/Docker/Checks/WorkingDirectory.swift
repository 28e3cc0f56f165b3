internal import Diagnostics

extension DockerfileCheck {
    /// A relative folder is below whatever the base image, or the instruction before, left behind.
    static let workingDirectory = DockerfileCheck("working-directory") { checked in
        checked.stages.flatMap { stage in
            stage.all(\.workingDirectory).compactMap { path, place in
                // `C:\` begins with a letter.
                guard !path.hasPrefix("/"), !path.hasPrefix("$"), path.dropFirst().first != ":" else {
                    return nil
                }
                return .error(
                    "WORKDIR \(path) is relative: where that is, the base image decides",
                    at: place,
                    hint: "WORKDIR /\(path)"
                )
            }
        }
    }
}
