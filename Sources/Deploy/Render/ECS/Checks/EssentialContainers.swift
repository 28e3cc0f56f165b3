internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A task whose end nobody notices.
    static let essentialContainers = ofTasks("essential") { task in
        guard !task.containers.isEmpty else {
            return [.error("\(task.title) has no containers", at: task.location)]
        }
        guard !task.containers.contains(where: \.isEssential) else { return [] }
        return [
            .error(
                "\(task.title) has no essential container",
                at: task.location,
                hint: "essential: true for the server's"
            )
        ]
    }
}
