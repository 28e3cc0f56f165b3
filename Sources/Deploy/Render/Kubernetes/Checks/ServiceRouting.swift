internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// A Service that reaches no pod, or no port of the pods it reaches.
    static let serviceRouting = ManifestCheck(id: "service-routing") { set in
        set.objects(of: "Service").flatMap { service -> [Diagnostic] in
            // An external name has no pods, and no selector means endpoints that someone else writes.
            guard service.at("spec", "type")?.string != "ExternalName" else { return [] }
            return portNames(of: service) + reach(of: service, in: set)
        }
    }

    private static func reach(of service: Value, in set: ManifestSet) -> [Diagnostic] {
        guard let value = service.at("spec", "selector"), value.object?.isEmpty == false else { return [] }
        let selector = LabelSelector(equal: value)
        let pods = set.pods(beside: service).filter { selector.matches($0.labels) }
        guard !pods.isEmpty else {
            return [
                .error(
                    "\(service.title): its selector matches no pod",
                    at: value.location,
                    hint: labelHint(for: value, among: set.pods(beside: service))
                )
            ]
        }
        let titles = pods.map(\.title).joined(separator: ", ")
        let ports = ContainerPorts(pods.flatMap(\.runningContainers))
        return (service["spec"]?.list("ports") ?? []).compactMap { port in
            guard let target = port["targetPort"] ?? port["port"] else {
                return .error(
                    "\(service.title): a port has no number",
                    at: port.location,
                    hint: "write port: 80"
                )
            }
            guard let problem = ports.problem(with: target) else { return nil }
            return Diagnostic(
                problem.severity,
                "\(service.title): the port leads to \(problem.words) in \(titles)",
                at: target.location,
                hint: problem.hint
            )
        }
    }

    private static func labelHint(for selector: Value, among pods: [PodTemplate]) -> String? {
        guard let pod = pods.first else { return "there is no pod among the manifests" }
        let labels = pod.labels.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(
            separator: ", "
        )
        return labels.isEmpty
            ? "the pods of \(pod.title) have no labels" : "the pods of \(pod.title) have \(labels)"
    }

    private static func portNames(of service: Value) -> [Diagnostic] {
        let ports = service["spec"]?.list("ports") ?? []
        var findings: [Diagnostic] = []
        if ports.isEmpty {
            // Only a headless Service may leave them out.
            guard service.at("spec", "clusterIP")?.string != "None" else { return [] }
            findings.append(
                .error(
                    "\(service.title): has no ports",
                    at: service["spec"]?.location,
                    hint: "write ports: [{port: 80}]"
                )
            )
        }
        var seen: Set<String> = []
        for port in ports {
            guard let name = port["name"] else {
                if ports.count > 1 {
                    findings.append(
                        .error(
                            "\(service.title): one of several ports has no name",
                            at: port.location,
                            hint: "give each port a name"
                        )
                    )
                }
                continue
            }
            guard let text = name.string, text.isDNSLabel else {
                findings.append(
                    .error(
                        "\(service.title): a port's name must be a DNS label (lowercase letters, digits and '-')",
                        at: name.location
                    )
                )
                continue
            }
            if !seen.insert(text).inserted {
                findings.append(.error("\(service.title): two ports are called '\(text)'", at: name.location))
            } else if text.utf8.count > 15 {
                findings.append(
                    .warning(
                        "\(service.title): the port name '\(text)' is longer than 15 characters",
                        at: name.location,
                        hint: "container ports and monitors take at most 15"
                    )
                )
            }
        }
        return findings
    }
}
