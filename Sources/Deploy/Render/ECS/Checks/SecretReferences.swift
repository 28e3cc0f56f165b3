internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A secret that ECS cannot find: a wrong ARN, or one of another region.
    static let secretReferences = ofTasks("secret-reference") { task in
        task.containers.flatMap { container -> [Diagnostic] in
            let region = container.value.at("logConfiguration", "options", "awslogs-region")?.string
            return container.secrets.compactMap { secret in
                guard let value = secret["valueFrom"], let text = value.string else { return nil }
                let title = "\(container.title): \(secret.text("name") ?? "a secret")"
                // The name of an SSM parameter of the same region.
                guard text.hasPrefix("arn:") else {
                    let isName = !text.isEmpty && text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
                    return isName
                        ? nil : .error("\(title) is no ARN and no parameter's name", at: value.location)
                }
                guard let reference = SecretReference(text) else {
                    return .error(
                        "\(title) is no ARN of a secret or parameter",
                        at: value.location,
                        hint: "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf"
                    )
                }
                if let region, reference.region != region {
                    return .error(
                        "\(title) is in \(reference.region), and the task runs in \(region)",
                        at: value.location,
                        hint: "replicate the secret there, and name its ARN"
                    )
                }
                if !reference.isWhole {
                    return .error(
                        "\(title) names a part of the secret, and not by key, stage and version",
                        at: value.location,
                        hint: "all three are separated by colons, empty or not: …:NAME-AbCdEf:KEY::"
                    )
                }
                if !reference.hasSuffix {
                    return .error(
                        "\(title) is no full ARN: Secrets Manager ends each name in a hyphen and six characters",
                        at: value.location,
                        hint: "aws secretsmanager describe-secret --secret-id NAME prints it"
                    )
                }
                return nil
            }
        }
    }
}
