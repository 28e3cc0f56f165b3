internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Tasks that the internet can reach past the load balancer.
    static let publicAddresses = ECSCheck(id: "ecs/public-address") { documents in
        documents.services.compactMap { service in
            guard
                let value = service.at("networkConfiguration", "awsvpcConfiguration", "assignPublicIp"),
                value.string == "ENABLED"
            else { return nil }
            return .warning(
                "service '\(service.text("serviceName") ?? "")' gives its tasks public addresses",
                at: value.location ?? service.location,
                hint:
                    "private subnets with NAT, or VPC endpoints for ECR, S3, CloudWatch Logs and Secrets Manager"
            )
        }
    }
}
