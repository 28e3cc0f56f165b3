internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A deployment that cuts what runs, or never gives up.
    ///
    /// Amazon ECS API Reference, DeploymentConfiguration.
    static let rollout = ECSCheck(id: "ecs/rollout") { documents in
        documents.services.flatMap { service -> [Diagnostic] in
            let title = "service '\(service.text("serviceName") ?? "")'"
            let deployment = service["deploymentConfiguration"]
            let location = deployment?.location ?? service.location
            var findings: [Diagnostic] = []
            let breaker = deployment?["deploymentCircuitBreaker"]
            if breaker?["enable"]?.bool != true || breaker?["rollback"]?.bool != true {
                findings.append(
                    .warning(
                        "\(title) starts a broken version again and again: no circuit breaker rolls it back",
                        at: location,
                        hint: "deploymentCircuitBreaker: {enable: true, rollback: true}"
                    )
                )
            }
            let least = deployment?["minimumHealthyPercent"]?.int ?? 100
            let most = deployment?["maximumPercent"]?.int ?? 200
            if least >= 100, most <= 100 {
                findings.append(
                    .error("\(title) can neither stop an old task nor start a new one first", at: location)
                )
            }
            if most <= 100, service.text("availabilityZoneRebalancing") == "ENABLED" {
                findings.append(
                    .error(
                        "\(title): availabilityZoneRebalancing needs a maximumPercent of more than 100",
                        at: location
                    )
                )
            }
            if !service.list("loadBalancers").isEmpty, service["healthCheckGracePeriodSeconds"] == nil {
                findings.append(
                    .warning(
                        "\(title) lets the load balancer end tasks that are still starting",
                        at: service.location,
                        hint: "healthCheckGracePeriodSeconds, as long as a start may take"
                    )
                )
            }
            if let grace = service["healthCheckGracePeriodSeconds"]?.int,
                service.list("loadBalancers").isEmpty,
                grace > 0
            {
                findings.append(
                    .error("\(title): healthCheckGracePeriodSeconds needs a load balancer", at: location)
                )
            }
            return findings
        }
    }
}
