internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A service that leads to a container, a port or a task that is not there.
    ///
    /// Amazon ECS API Reference, CreateService.
    static let services = ECSCheck(id: "ecs/service") { documents in
        documents.services.flatMap { service -> [Diagnostic] in
            let title = "service '\(service.text("serviceName") ?? "")'"
            var findings: [Diagnostic] = []
            func error(_ message: String, at value: Value?, hint: String? = nil) {
                findings.append(
                    .error("\(title) \(message)", at: value?.location ?? service.location, hint: hint)
                )
            }
            let usesFargate =
                service.text("launchType") == "FARGATE"
                || service.list("capacityProviderStrategy").contains {
                    $0.text("capacityProvider")?.hasPrefix("FARGATE") == true
                }
            if service["launchType"] != nil, service["capacityProviderStrategy"] != nil {
                error("has both launchType and capacityProviderStrategy", at: service["launchType"])
            }
            if usesFargate, service.at("networkConfiguration", "awsvpcConfiguration", "subnets") == nil {
                error("has no subnets, and Fargate needs them", at: service["networkConfiguration"])
            }
            guard let task = documents.task(of: service) else {
                if !documents.tasks.isEmpty, let name = service.text("taskDefinition") {
                    error(
                        "runs '\(name)', which is none of these task definitions",
                        at: service["taskDefinition"]
                    )
                }
                return findings
            }
            for balancer in service.list("loadBalancers") {
                let name = balancer.text("containerName") ?? ""
                let container = task.containers.first { $0.name == name }
                let port = balancer["containerPort"]?.int
                if container == nil {
                    error("sends requests to '\(name)', which is no container of the task", at: balancer)
                } else if container?.ports.contains(where: { $0["containerPort"]?.int == port }) != true {
                    error("sends requests to port \(port ?? 0), which '\(name)' does not list", at: balancer)
                }
            }
            let names = task.containers.flatMap(\.ports).compactMap { $0.text("name") }
            for entry in service["serviceConnectConfiguration"]?.list("services") ?? [] {
                guard let name = entry.text("portName"), !names.contains(name) else { continue }
                error(
                    "offers the port '\(name)', which no container names",
                    at: entry,
                    hint: "the names are \(names.joined(separator: ", "))"
                )
            }
            return findings
        }
    }
}
