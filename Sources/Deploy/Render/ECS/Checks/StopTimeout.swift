internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A stop that takes longer than Fargate waits.
    ///
    /// Amazon ECS API Reference, ContainerDefinition, stopTimeout: 2 to 120 seconds.
    static let stopTimeout = ofTasks("stop-timeout") { task in
        task.runningContainers.compactMap { container in
            guard let value = container.value["stopTimeout"] else {
                return .warning(
                    "\(container.title) has no stopTimeout: after 30 s its streams are cut",
                    at: container.location,
                    hint: "as long as a call may take, 120 at most"
                )
            }
            guard task.isFargate, let seconds = value.int, !(2...120).contains(seconds) else { return nil }
            return .error(
                "\(container.title): stopTimeout must be from 2 to 120 s on Fargate, not \(seconds)",
                at: value.location ?? container.location,
                hint: "the nearest is \(seconds < 2 ? 2 : 120)"
            )
        }
    }
}
