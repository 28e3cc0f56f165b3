internal import Diagnostics
internal import Profile
internal import Values

extension ComposeCheck {
    /// An image that cannot be pulled, or of which nobody can tell what runs.
    static let images = ComposeCheck.ofEachService("image") { service in
        guard let text = service.value.text("image"), !text.isEmpty else {
            guard service.value["build"] == nil else { return [] }
            return [
                .error(
                    "\(service.title) has neither image nor build",
                    at: service.place("image"),
                    hint: "write image: registry.example.com/team/server:1.4.2"
                )
            ]
        }
        // What a variable stands for is not known here.
        guard !text.contains("$") else { return [] }
        guard let image = Image(reference: text) else {
            return [
                .error(
                    "\(service.title): '\(text)' is no image reference",
                    at: service.place("image"),
                    hint: "write registry/name:tag in lowercase, with @sha256:… for an exact one"
                )
            ]
        }
        if image.digest != nil, service.value["build"] != nil {
            return [
                .error(
                    "\(service.title) is built here, and its image names a digest: Docker refuses to tag it so",
                    at: service.place("image"),
                    hint: "remove the digest, or build"
                )
            ]
        }
        guard image.digest == nil, image.tag == nil || image.tag == "latest" else { return [] }
        return [
            .error(
                "\(service.title): the image '\(text)' \(image.tag == nil ? "has no tag, which means 'latest'" : "is tagged 'latest'"): nobody can tell what runs, or roll back",
                at: service.place("image"),
                hint: "write \(image.repository):VERSION"
            )
        ]
    }
}
