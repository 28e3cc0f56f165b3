internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// Metrics that nobody collects, because the collector looks at the wrong place.
    static let scrapeTargets = ManifestCheck(id: "scrape-target") { set in
        set.objects(of: "ServiceMonitor").flatMap { monitored(by: $0, in: set) }
            + set.objects(of: "PodMonitor").flatMap { monitoredPods(by: $0, in: set) }
            + set.pods.compactMap(annotation)
    }

    private static func monitored(by monitor: Value, in set: ManifestSet) -> [Diagnostic] {
        let selector = LabelSelector(monitor.at("spec", "selector"))
        let services = set.objects(of: "Service").filter {
            isWatched($0, by: monitor) && selector.matches($0.at("metadata", "labels")?.texts ?? [:])
        }
        guard !services.isEmpty else {
            if watchesOthers(monitor, in: set) { return [] }
            return [
                .error(
                    "\(monitor.title): its selector matches no Service",
                    at: monitor.at("spec", "selector")?.location ?? monitor.location,
                    hint: "write labels that are in the Service's own metadata"
                )
            ]
        }
        let names = services.flatMap { $0["spec"]?.list("ports") ?? [] }.compactMap { $0.text("name") }
        return endpoints(monitor["spec"]?.list("endpoints") ?? [], of: monitor, ports: names)
    }

    private static func monitoredPods(by monitor: Value, in set: ManifestSet) -> [Diagnostic] {
        let selector = LabelSelector(monitor.at("spec", "selector"))
        let pods = set.pods.filter { isWatched($0.owner, by: monitor) && selector.matches($0.labels) }
        guard !pods.isEmpty else {
            if watchesOthers(monitor, in: set) { return [] }
            return [
                .error(
                    "\(monitor.title): its selector matches no pod",
                    at: monitor.at("spec", "selector")?.location ?? monitor.location
                )
            ]
        }
        let names = ContainerPorts(pods.flatMap(\.runningContainers)).names
        return endpoints(monitor["spec"]?.list("podMetricsEndpoints") ?? [], of: monitor, ports: names)
    }

    private static func endpoints(_ endpoints: [Value], of monitor: Value, ports: [String]) -> [Diagnostic] {
        endpoints.flatMap { endpoint -> [Diagnostic] in
            var findings: [Diagnostic] = []
            if let port = endpoint["port"], !ports.contains(port.string ?? "") {
                findings.append(
                    .error(
                        "\(monitor.title): '\(port.string ?? port.kind)' is the name of no port it selects",
                        at: port.location,
                        hint: nearest(to: port.string ?? "", in: ports).map { "did you mean '\($0)'?" }
                            ?? "write a port's name, not its number"
                    )
                )
            }
            for key in ["interval", "scrapeTimeout"] {
                guard let value = endpoint[key], !isPrometheusDuration(value.string ?? "") else { continue }
                findings.append(
                    .error(
                        "\(monitor.title): \(key) must be a Prometheus duration",
                        at: value.location,
                        hint: "write 30s"
                    )
                )
            }
            return findings
        }
    }

    /// Whole numbers with units, from the longest unit down: `1h30m`.
    private static func isPrometheusDuration(_ text: String) -> Bool {
        var units = ["y", "w", "d", "h", "m", "s", "ms"][...]
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.utf8.first?.isASCIIDigit == true }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard !digits.isEmpty, let place = units.firstIndex(of: String(unit)) else { return false }
            units = units[(place + 1)...]
        }
        return !text.isEmpty
    }

    private static func isWatched(_ object: Value, by monitor: Value) -> Bool {
        guard let selector = monitor.at("spec", "namespaceSelector") else { return object.isBeside(monitor) }
        if selector["any"]?.bool == true { return true }
        return object.namespace.map { selector.list("matchNames").map(\.string).contains($0) } ?? true
    }

    /// Whether the monitor is for objects of other people's.
    private static func watchesOthers(_ monitor: Value, in set: ManifestSet) -> Bool {
        guard let selector = monitor.at("spec", "namespaceSelector") else { return false }
        let ours = set.objects.compactMap(\.namespace)
        return selector["any"]?.bool == true
            || selector.list("matchNames").contains { !ours.contains($0.string ?? "") }
    }

    private static func annotation(of pod: PodTemplate) -> Diagnostic? {
        guard let value = pod.metadata?.at("annotations", "prometheus.io/port"),
            let port = Int(value.string ?? "")
        else {
            return nil
        }
        let numbers = ContainerPorts(pod.runningContainers).numbers
        if numbers.isEmpty { return nil }
        if !numbers.contains(port) {
            return .error(
                "\(pod.title): prometheus.io/port is \(port), which no container has",
                at: value.location,
                hint: "the containers' ports are \(numbers.map(String.init).joined(separator: ", "))"
            )
        }
        guard numbers.allSatisfy({ $0 == port }), !pod.runsToCompletion else { return nil }
        return .warning(
            "\(pod.title): its only port is \(port), the one for metrics, so no client can be told where to connect",
            at: pod.runningContainers.flatMap(\.ports).first?.location ?? value.location,
            hint: "declare the port the server listens on"
        )
    }
}
