internal import Diagnostics

extension DockerfileCheck {
    /// Several files can only be copied into a folder, which a `/` at the end says.
    static let copyTarget = DockerfileCheck("copy-target") { checked in
        checked.stages.flatMap { stage in
            stage.all { $0.copy ?? $0.add }.compactMap { copy, place in
                guard copy.sources.count > 1, !copy.target.hasSuffix("/"), ![".", ".."].contains(copy.target)
                else { return nil }
                return .error(
                    "several files are copied to '\(copy.target)', which must end with '/'",
                    at: place,
                    hint: "\(copy.target)/"
                )
            }
        }
    }
}
