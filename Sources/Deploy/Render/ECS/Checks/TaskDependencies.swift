internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Containers that wait for something that never comes.
    ///
    /// Amazon ECS API Reference, ContainerDependency.
    static let dependencies = ofTasks("dependency") { task in
        let containers = Dictionary(
            task.containers.map { ($0.name ?? "", $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var findings: [Diagnostic] = []
        for container in task.containers {
            for dependency in container.value.list("dependsOn") {
                guard let name = dependency.text("containerName") else { continue }
                let location = dependency.location ?? container.location
                guard let other = containers[name] else {
                    findings.append(
                        .error(
                            "\(container.title) waits for '\(name)', which is no container of the task",
                            at: location
                        )
                    )
                    continue
                }
                let condition = dependency.text("condition") ?? ""
                if ["SUCCESS", "COMPLETE"].contains(condition), other.isEssential {
                    findings.append(
                        .error(
                            "\(container.title) waits until '\(name)' ends, and the task ends with it: it is essential",
                            at: location,
                            hint: "essential: false for '\(name)'"
                        )
                    )
                }
                if condition == "HEALTHY", other.value["healthCheck"] == nil {
                    findings.append(
                        .error(
                            "\(container.title) waits until '\(name)' is healthy, which has no healthCheck",
                            at: location
                        )
                    )
                }
            }
        }
        if let circle = circle(in: task) {
            findings.append(
                .error(
                    "\(task.title): \(circle.joined(separator: " waits for ")): none of them starts",
                    at: task.location
                )
            )
        }
        return findings
    }

    /// The first circle of containers that wait for each other.
    private static func circle(in task: TaskDefinition) -> [String]? {
        let waits = Dictionary(
            task.containers.map { container in
                (
                    container.name ?? "",
                    container.value.list("dependsOn").compactMap { $0.text("containerName") }
                )
            },
            uniquingKeysWith: +
        )
        var done: Set<String> = []
        func follow(_ name: String, _ path: [String]) -> [String]? {
            if let start = path.firstIndex(of: name) { return path[start...] + [name] }
            guard done.insert(name).inserted else { return nil }
            for next in waits[name] ?? [] {
                if let circle = follow(next, path + [name]) { return circle }
            }
            return nil
        }
        for container in task.containers {
            if let circle = follow(container.name ?? "", []) { return circle }
        }
        return nil
    }
}
