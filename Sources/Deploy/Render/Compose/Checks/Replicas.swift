internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Several containers that would all want the one name or port.
    static let replicas = ComposeCheck.ofEachService("replicas") { service in
        let count = service.replicas
        guard count > 1 else { return [] }
        var findings: [Diagnostic] = []
        if service.value["container_name"] != nil {
            findings.append(
                .error(
                    "\(service.title): \(count) replicas cannot have one container_name",
                    at: service.place("container_name"),
                    hint: "remove it"
                )
            )
        }
        for port in service.ports {
            guard let numbers = port.publishedNumbers, numbers.count < count else { continue }
            findings.append(
                .error(
                    "\(service.title): \(count) replicas cannot share the host's port \(port.published ?? "")",
                    at: port.location ?? service.location,
                    hint: "publish a range of \(count) ports, or put a gateway in front"
                )
            )
        }
        return findings
    }
}
