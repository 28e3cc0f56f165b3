internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Something that is there twice, where one would win or ECS refuses both.
    static let duplicates = ofTasks("duplicate") { task in
        var findings: [Diagnostic] = []
        func check(_ title: String, _ what: String, _ values: [Value?]) {
            var seen: Set<String> = []
            for value in values {
                guard let value, let text = value.string ?? value.number?.text, !seen.insert(text).inserted
                else { continue }
                findings.append(
                    Diagnostic.error(
                        "\(title) has \(what) '\(text)' twice",
                        at: value.location ?? task.location
                    )
                    .withoutExcerpt()
                )
            }
        }
        check(task.title, "the container", task.containers.map { $0.value["name"] })
        check(task.title, "the volume", task.volumes.map { $0["name"] })
        // awsvpc: the containers share one network.
        let ports = task.containers.flatMap(\.ports)
        check(
            task.title,
            "the port",
            ports.filter { $0.text("protocol") != "udp" }.map { $0["containerPort"] }
        )
        check(task.title, "the port name", ports.map { $0["name"] })
        for container in task.containers {
            check(
                container.title,
                "the variable",
                (container.environment + container.secrets).map { $0["name"] }
            )
            check(container.title, "a mount at", container.mounts.map { $0["containerPath"] })
        }
        return findings
    }
}
