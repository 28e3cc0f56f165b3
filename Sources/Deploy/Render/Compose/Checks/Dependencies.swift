internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Services that wait for one that is not there, or for each other.
    static let dependencies = ComposeCheck(id: "dependencies") { document in
        var needs: [String: [String]] = [:]
        var findings: [Diagnostic] = []
        let services = document.services
        let names = services.map(\.name)
        for service in services {
            for (name, location) in service.references("depends_on") {
                if names.contains(name) {
                    needs[service.name, default: []].append(name)
                } else {
                    findings.append(
                        .error(
                            "\(service.title) depends on '\(name)', which is no service",
                            at: location ?? service.location,
                            hint: nearest(to: name, in: names).map { "did you mean '\($0)'?" }
                        )
                    )
                }
            }
            findings += healthlessDependencies(of: service, services)
        }
        for service in services where reaches(service.name, from: service.name, needs) {
            findings.append(
                .error(
                    "\(service.title) waits for itself through depends_on: nothing would start",
                    at: service.place("depends_on")
                )
            )
        }
        return findings
    }

    /// `service_healthy` of a service that nobody asks for its health waits for ever.
    private static func healthlessDependencies(
        of service: ComposeDocument.Service,
        _ services: [ComposeDocument.Service]
    ) -> [Diagnostic] {
        (service.value["depends_on"]?.object?.members ?? []).compactMap { member in
            guard member.value.text("condition") == "service_healthy",
                let other = services.first(where: { $0.name == member.key }), other.healthWords == nil
            else { return nil }
            return .warning(
                "\(service.title) waits until '\(member.key)' is healthy, which has no health check here",
                at: member.keyLocation ?? service.location,
                hint: "give it a healthcheck, unless its image has one"
            )
        }
    }

    private static func reaches(_ goal: String, from start: String, _ needs: [String: [String]]) -> Bool {
        var seen: Set<String> = []
        var open = needs[start] ?? []
        while let name = open.popLast() {
            if name == goal { return true }
            if seen.insert(name).inserted { open += needs[name] ?? [] }
        }
        return false
    }
}
