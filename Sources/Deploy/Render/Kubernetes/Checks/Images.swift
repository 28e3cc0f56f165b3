internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// An image that cannot be pulled, or of which nobody can tell what runs.
    static let images = ManifestCheck(id: "image") { set in
        set.pods.flatMap(\.containers).filter { $0.value.object != nil }.flatMap { container in
            [reference(of: container), pullPolicy(of: container)].compactMap(\.self)
        }
    }

    private static func reference(of container: Container) -> Diagnostic? {
        guard let value = container.value["image"], let text = value.string, !text.isEmpty else {
            return .error(
                "\(container.title) has no image",
                at: container.value["image"]?.location ?? container.location,
                hint: "write image: registry.example.com/team/server:1.4.2"
            )
        }
        guard let image = Image(reference: text) else {
            return .error(
                "\(container.title): '\(text)' is no image reference",
                at: value.location,
                hint: "write registry/name:tag in lowercase, with @sha256:… for an exact one"
            )
        }
        guard image.digest == nil, image.tag == nil || image.tag == "latest" else { return nil }
        let problem = image.tag == nil ? "has no tag, which means 'latest'" : "is tagged 'latest'"
        return .error(
            "\(container.title): the image '\(text)' \(problem): nobody can tell what runs, or roll back",
            at: value.location,
            hint: "write \(image.repository):VERSION, and the digest with it"
        )
    }

    private static func pullPolicy(of container: Container) -> Diagnostic? {
        guard let value = container.value["imagePullPolicy"] else { return nil }
        let policies = ["Always", "IfNotPresent", "Never"]
        guard let policy = value.string, policies.contains(policy) else {
            return .error(
                "\(container.title): imagePullPolicy must be Always, IfNotPresent or Never",
                at: value.location,
                hint: value.string.flatMap { nearest(to: $0, in: policies) }.map { "did you mean '\($0)'?" }
            )
        }
        if policy == "Never" {
            return .warning(
                "\(container.title): with imagePullPolicy Never it starts only on nodes that have the image already",
                at: value.location,
                hint: "write IfNotPresent"
            )
        }
        let image = container.value.text("image").flatMap(Image.init(reference:))
        guard policy == "IfNotPresent", let image, image.digest == nil, image.tag ?? "latest" == "latest"
        else { return nil }
        return .warning(
            "\(container.title): with imagePullPolicy IfNotPresent each node keeps whatever 'latest' it saw first",
            at: value.location,
            hint: "name a version"
        )
    }
}
