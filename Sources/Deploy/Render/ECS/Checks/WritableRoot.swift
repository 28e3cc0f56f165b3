internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A container that can change its own program.
    static let writableRoot = ofContainers("writable-root") { container in
        guard container.value["readonlyRootFilesystem"]?.bool != true else { return [] }
        return [
            .warning(
                "\(container.title) can write to its root",
                at: container.location(of: "readonlyRootFilesystem"),
                hint: "readonlyRootFilesystem: true, and a volume for every folder it writes to"
            )
        ]
    }
}
