internal import Diagnostics
package import Values

/// An input of RegisterTaskDefinition.
package struct TaskDefinition: Sendable {
    package let value: Value

    package init(_ value: Value) { self.value = value }

    var title: String { "task '\(value.text("family") ?? "(unnamed)")'" }
    var location: SourceLocation? { value.location }
    var volumes: [Value] { value.list("volumes") }
    var isFargate: Bool { value.list("requiresCompatibilities").contains { $0.string == "FARGATE" } }

    var containers: [TaskContainer] {
        let definitions = value.list("containerDefinitions").filter { $0.object != nil }
        let awaited = Set(
            definitions.flatMap { $0.list("dependsOn") }.filter {
                ["SUCCESS", "COMPLETE"].contains($0.text("condition"))
            }.compactMap { $0.text("containerName") }
        )
        return definitions.map { definition in
            TaskContainer(
                value: definition,
                title: "\(title): container '\(definition.text("name") ?? "(unnamed)")'",
                isInitial: definition["essential"]?.bool == false
                    && awaited.contains(definition.text("name") ?? "")
            )
        }
    }

    /// The containers that run as long as the task does.
    var runningContainers: [TaskContainer] { containers.filter { !$0.isInitial } }
}

/// One container of a task definition.
struct TaskContainer: Sendable {
    let value: Value
    /// As in `task 'weather': container 'weather'`.
    let title: String
    /// Whether it ends before another one starts.
    let isInitial: Bool

    var name: String? { value.text("name") }
    var location: SourceLocation? { value.location }
    var isEssential: Bool { value["essential"]?.bool ?? true }
    var secrets: [Value] { value.list("secrets") }
    var environment: [Value] { value.list("environment") }
    var ports: [Value] { value.list("portMappings") }
    var mounts: [Value] { value.list("mountPoints") }
    var drops: [String] {
        (value.at("linuxParameters", "capabilities")?.list("drop") ?? []).compactMap(\.string)
    }

    /// The place of a member, or of the container.
    func location(of key: String) -> SourceLocation? { value[key]?.location ?? location }
}
