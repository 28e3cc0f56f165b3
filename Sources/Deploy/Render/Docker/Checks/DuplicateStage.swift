internal import Diagnostics

extension DockerfileCheck {
    /// Two stages of one name: only one of them can be meant.
    static let duplicateStage = DockerfileCheck("duplicate-stage") { checked in
        var seen: Set<String> = []
        return checked.stages.compactMap { stage in
            guard let name = stage.base.name, !seen.insert(name.lowercased()).inserted else { return nil }
            return .error(
                "there are two stages '\(name)'",
                at: stage.location,
                hint: "give each its own name"
            )
        }
    }
}
