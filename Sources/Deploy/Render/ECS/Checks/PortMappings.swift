internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A port that is out of range, or another one outside than inside.
    ///
    /// Amazon ECS API Reference, PortMapping: in awsvpc mode hostPort is left out or equals containerPort.
    static let ports = ofTasks("port") { task in
        task.containers.flatMap { container in
            container.ports.compactMap { port -> Diagnostic? in
                guard let number = port["containerPort"]?.int else {
                    return port["containerPort"] == nil && port["containerPortRange"] == nil
                        ? .error("\(container.title): a port mapping has no containerPort", at: port.location)
                        : nil
                }
                guard (1...65535).contains(number) else {
                    return .error("\(container.title): \(number) is no port", at: port.location)
                }
                if let host = port["hostPort"]?.int, host != number,
                    task.value.text("networkMode") == "awsvpc"
                {
                    return .error(
                        "\(container.title): hostPort \(host) must be \(number) too in awsvpc mode",
                        at: port["hostPort"]?.location ?? container.location,
                        hint: "leave hostPort out"
                    )
                }
                guard number < 1024, container.drops.contains("ALL") else { return nil }
                return .error(
                    "\(container.title) cannot listen on \(number) without NET_BIND_SERVICE",
                    at: port["containerPort"]?.location ?? container.location,
                    hint: "choose a port of 1024 or more"
                )
            }
        }
    }
}
