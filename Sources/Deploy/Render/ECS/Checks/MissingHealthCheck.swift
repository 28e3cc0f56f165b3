internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A server that nobody asks whether it works: ECS does not read the image's HEALTHCHECK.
    ///
    /// Amazon ECS API Reference, HealthCheck.
    static let missingHealthCheck = ofTasks("missing-health-check") { task in
        task.runningContainers.filter { $0.isEssential && $0.value["healthCheck"] == nil }.map { container in
            .warning(
                "\(container.title) has no healthCheck, so it stays when it hangs; ECS ignores the image's own",
                at: container.location,
                hint: "health.command names what asks it, word by word, with a program that is in the image"
            )
        }
    }
}
