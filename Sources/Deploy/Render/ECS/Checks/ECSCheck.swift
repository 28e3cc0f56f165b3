package import Diagnostics
internal import Values

/// A mistake in inputs of Amazon ECS's API that the API's own model accepts, and that only shows when it hurts.
package struct ECSCheck: Sendable {
    /// As in `ecs/stop-timeout`.
    package let id: String
    package let findings: @Sendable (ECSDocuments) -> [Diagnostic]

    /// The checks, in the order their findings are told.
    package static let all: [ECSCheck] = [
        // Names, and what must be unique.
        .names, .duplicates, .tags, .documentSize,
        // What Fargate has and has not.
        .fargateSize, .containerMemory, .fargateMode, .ephemeralStorage, .stopTimeout,
        // Who acts, and what is secret.
        .executionRole, .roles, .secretReferences, .literalSecrets,
        // What is inside a container.
        .images, .users, .writableRoot, .privileges, .ports, .logs,
        .missingHealthCheck, .healthCheckCommand, .healthCheckRanges,
        // What leads to something else.
        .essentialContainers, .dependencies, .mounts, .fileSystems,
        // What stands beside the task.
        .services, .publicAddresses, .rollout, .scaling,
    ]

    /// A check of each task definition.
    static func ofTasks(_ id: String, _ findings: @escaping @Sendable (TaskDefinition) -> [Diagnostic])
        -> ECSCheck
    {
        ECSCheck(id: "ecs/\(id)") { $0.tasks.flatMap(findings) }
    }

    /// A check of each container.
    static func ofContainers(
        _ id: String,
        _ findings: @escaping @Sendable (TaskContainer) -> [Diagnostic]
    ) -> ECSCheck {
        ofTasks(id) { $0.containers.flatMap(findings) }
    }
}
