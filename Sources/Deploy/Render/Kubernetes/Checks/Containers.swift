internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// Names and ports of containers that an API server refuses, or that hide one another.
    static let containers = ManifestCheck(id: "container") { set in
        set.pods.flatMap { pod in names(of: pod) + pod.containers.flatMap(ports) + clashes(in: pod) }
    }

    private static func names(of pod: PodTemplate) -> [Diagnostic] {
        var seen: Set<String> = []
        return pod.containers.filter { $0.value.object != nil }.compactMap { container in
            guard let value = container.value["name"] else {
                return .error(
                    "\(pod.title): a container has no name",
                    at: container.location,
                    hint: "write name: server"
                )
            }
            guard let name = value.string, name.isDNSLabel else {
                return .error(
                    "\(container.title): the name must be a DNS label (lowercase letters, digits and '-')",
                    at: value.location
                )
            }
            guard !seen.insert(name).inserted else { return nil }
            return .error("\(pod.title): two containers are called '\(name)'", at: value.location)
        }
    }

    private static func ports(of container: Container) -> [Diagnostic] {
        container.ports.flatMap { port -> [Diagnostic] in
            var findings: [Diagnostic] = []
            let number = port["containerPort"]
            if number?.int.map({ 1...65535 ~= $0 }) != true {
                findings.append(
                    .error(
                        "\(container.title): containerPort must be a number from 1 to 65535",
                        at: number?.location ?? port.location
                    )
                )
            }
            if let name = port["name"], !isPortName(name.string ?? "") {
                findings.append(
                    .error(
                        "\(container.title): a port's name must be 1 to 15 lowercase letters, digits and '-' with a letter among them",
                        at: name.location
                    )
                )
            }
            return findings
        }
    }

    /// RFC 6335 section 5.1.
    private static func isPortName(_ name: String) -> Bool {
        name.isDNSLabel && name.utf8.count <= 15 && name.utf8.contains(where: \.isASCIILowercase)
            && !name.contains("--")
    }

    private static func clashes(in pod: PodTemplate) -> [Diagnostic] {
        var numbers: Set<String> = []
        var names: Set<String> = []
        return pod.runningContainers.flatMap { container in
            container.ports.compactMap { port in
                if let number = port["containerPort"]?.int,
                    !numbers.insert("\(number)/\(port.text("protocol") ?? "TCP")").inserted
                {
                    return .warning(
                        "\(container.title): port \(number) is declared twice in the pod",
                        at: port["containerPort"]?.location
                    )
                }
                if let name = port.text("name"), !names.insert(name).inserted {
                    return .error(
                        "\(container.title): two ports are called '\(name)'",
                        at: port["name"]?.location
                    )
                }
                return nil
            }
        }
    }
}
