internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A container whose log is lost, or cannot be written.
    ///
    /// Amazon ECS API Reference, LogConfiguration: on Fargate awslogs needs group, region and stream prefix.
    static let logs = ofTasks("log") { task in
        task.containers.flatMap { container -> [Diagnostic] in
            guard let log = container.value["logConfiguration"] else {
                return [
                    .warning(
                        "\(container.title) has no logConfiguration: what it says is lost",
                        at: container.location,
                        hint: "logDriver awslogs with awslogs-group, awslogs-region and awslogs-stream-prefix"
                    )
                ]
            }
            guard log.text("logDriver") == "awslogs" else { return [] }
            let location = log.location ?? container.location
            var findings = ["awslogs-group", "awslogs-region", "awslogs-stream-prefix"].filter {
                log.at("options", $0) == nil || log.at("options", $0)?.string == ""
            }.map { option in
                Diagnostic.error("\(container.title): its log has no \(option)", at: location)
            }
            if let group = log.at("options", "awslogs-group")?.string, !group.isEmpty,
                group.count > 512
                    || group.contains(where: { !($0.isLetter || $0.isNumber || "._-/#".contains($0)) })
            {
                findings.append(
                    .error("\(container.title): '\(group)' is no name of a log group", at: location)
                )
            }
            if log.at("options", "awslogs-create-group")?.string == "true" {
                findings.append(
                    .warning(
                        "\(container.title): awslogs-create-group needs logs:CreateLogGroup, and keeps events for ever",
                        at: location,
                        hint: "make the group with a retention"
                    )
                )
            }
            if log.at("options", "mode")?.string != "non-blocking" {
                findings.append(
                    .warning(
                        "\(container.title) stops when its log cannot be written",
                        at: location,
                        hint: "mode: non-blocking, and max-buffer-size"
                    )
                )
            }
            return findings
        }
    }
}
