internal import Diagnostics
internal import Values

extension ECSCheck {
    /// One role for ECS and for the server: the server could pull images and read every secret of the task.
    static let roles = ofTasks("roles-apart") { task in
        var findings: [Diagnostic] = []
        for key in ["executionRoleArn", "taskRoleArn"] {
            guard let value = task.value[key], let arn = value.string else { continue }
            let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
            guard arn.hasPrefix("arn:"), parts.count < 6 || parts[2] != "iam" || !parts[5].hasPrefix("role/")
            else {
                continue
            }
            findings.append(.error("\(task.title): \(key) is no ARN of a role", at: value.location))
        }
        guard let role = task.value["taskRoleArn"], let text = role.string,
            text == task.value.text("executionRoleArn")
        else { return findings }
        return findings + [
            .error(
                "\(task.title) uses one role twice: the server could read every secret and image that ECS can",
                at: role.location ?? task.location,
                hint: "give taskRoleArn a role of its own, with what the server itself calls"
            )
        ]
    }
}
