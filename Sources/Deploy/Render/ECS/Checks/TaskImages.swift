internal import Diagnostics
internal import Profile
internal import Values

extension ECSCheck {
    /// An image that cannot be pulled, or of which nobody can tell what runs.
    static let images = ofContainers("image") { container in
        guard let value = container.value["image"] else {
            return [.error("\(container.title) has no image", at: container.location)]
        }
        guard let text = value.string else { return [] }
        guard let image = Image(reference: text) else {
            return [
                .error(
                    "\(container.title): '\(text)' is no image reference",
                    at: value.location ?? container.location,
                    hint: "registry/name:tag in lowercase, with @sha256:… for an exact one"
                )
            ]
        }
        guard image.digest == nil, image.tag == nil || image.tag == "latest" else { return [] }
        let problem = image.tag == nil ? "has no tag, which means 'latest'" : "is tagged 'latest'"
        return [
            .error(
                "\(container.title): the image '\(text)' \(problem): nobody can tell what runs, or roll back",
                at: value.location ?? container.location,
                hint: "\(image.repository):VERSION, and the digest with it"
            )
        ]
    }
}
