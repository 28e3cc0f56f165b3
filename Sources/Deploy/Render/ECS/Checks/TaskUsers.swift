internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A container that runs as root.
    ///
    /// One that only prepares the task may, when it has next to none of root's rights.
    static let users = ofContainers("root-user") { container in
        guard let value = container.value["user"] else {
            return [
                .warning(
                    "\(container.title) names no user: it runs as the image's, often root",
                    at: container.location,
                    hint: "user: \"10001:10001\""
                )
            ]
        }
        guard let user = value.string?.split(separator: ":").first else { return [] }
        if user == "root" || Int(user) == 0 {
            let isHarmless = container.isInitial && container.drops.contains { $0 == "ALL" || $0 == "SETUID" }
            return isHarmless
                ? []
                : [
                    .error(
                        "\(container.title) runs as root",
                        at: value.location ?? container.location,
                        hint: "user: \"10001:10001\""
                    )
                ]
        }
        guard Int(user) == nil else { return [] }
        return [
            .warning(
                "\(container.title) runs as '\(user)', and only the image knows who that is",
                at: value.location ?? container.location,
                hint: "write the number: user: \"10001:10001\""
            )
        ]
    }
}
