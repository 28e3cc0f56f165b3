internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A task without the role that ECS itself acts with.
    ///
    /// Amazon ECS Developer Guide, "Amazon ECS task execution IAM role".
    static let executionRole = ofTasks("execution-role") { task in
        guard task.value["executionRoleArn"] == nil else { return [] }
        let needs = task.containers.flatMap { container -> [String] in
            var needs: [String] = []
            if !container.secrets.isEmpty { needs.append("read secrets") }
            if container.value.at("logConfiguration", "logDriver")?.string == "awslogs" {
                needs.append("write the log")
            }
            if container.value.text("image")?.contains(".dkr.ecr.") == true { needs.append("pull the image") }
            if container.value["repositoryCredentials"] != nil { needs.append("log in to the registry") }
            return needs
        }.uniqued
        guard !needs.isEmpty else { return [] }
        return [
            .error(
                "\(task.title) has no executionRoleArn: nobody can \(needs.joined(separator: ", "))",
                at: task.location,
                hint: "a role with AmazonECSTaskExecutionRolePolicy, and the secrets' ARNs"
            )
        ]
    }
}
