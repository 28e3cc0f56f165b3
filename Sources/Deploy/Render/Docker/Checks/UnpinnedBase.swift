internal import Diagnostics

extension DockerfileCheck {
    /// A base image that is another one tomorrow.
    static let unpinnedBase = DockerfileCheck("unpinned-base") { checked in
        let names = Set(checked.stages.compactMap(\.base.name))
        return checked.stages.compactMap { stage in
            let image = stage.base.image
            guard !names.contains(image), image != "scratch", !image.contains("$"), !image.contains("@")
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
