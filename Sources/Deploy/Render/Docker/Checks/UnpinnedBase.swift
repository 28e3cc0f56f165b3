internal import Diagnostics

extension DockerfileCheck {
    /// A base image that is another one tomorrow.
    static let unpinnedBase = DockerfileCheck("unpinned-base") { checked in
        // Only stages above can be built upon.
        var names: Set<String> = []
        return checked.stages.compactMap { stage in
            let image = stage.base.image
            defer { if let name = stage.base.name { names.insert(name) } }
            guard !image.isEmpty, !names.contains(image), image != "scratch", !image.contains("$"),
                !image.contains("@")
            else {
                return nil
            }
            let name = image.split(separator: "/").last ?? ""
            guard !name.contains(":") || name.hasSuffix(":latest") else { return nil }
            return .error(
                "FROM \(image) names no version: nobody can tell what is built, or build it again",
                at: stage.location,
                hint: "name a tag, and the digest with it"
            )
        }
    }
}
