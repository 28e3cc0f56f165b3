internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Listeners that are nobody else's business, published beyond the machine.
    static let publishedPorts = ComposeCheck(id: "published-ports") { document in
        document.services.flatMap { service in
            service.ports.compactMap { port -> Diagnostic? in
                guard !port.isLocal else { return nil }
                let known = port.target.flatMap { document.internalPorts[service.name]?[$0] }
                let name =
                    known ?? port.name.flatMap { ["admin", "metrics", "health"].contains($0) ? $0 : nil }
                let place = port.location ?? service.location
                if let name {
                    return .error(
                        "\(service.title) publishes its \(name) port on \(port.address ?? "every address")",
                        at: place,
                        hint: "write host_ip: 127.0.0.1, or do not publish it"
                    )
                }
                guard port.address == nil else { return nil }
                return .warning(
                    "\(service.title) publishes port \(port.published ?? port.target.map(String.init) ?? "") on every address, past the host's firewall",
                    at: place,
                    hint: "write host_ip: 127.0.0.1, or 0.0.0.0 where it is meant"
                )
            }
        }
    }

    /// Two services that want one port of the host.
    static let hostPorts = ComposeCheck(id: "host-ports") { document in
        var taken: [(address: String, proto: String, numbers: ClosedRange<Int>, service: String)] = []
        var findings: [Diagnostic] = []
        for service in document.services {
            for port in service.ports {
                guard let numbers = port.publishedNumbers else { continue }
                let address = port.address ?? "0.0.0.0"
                let other = taken.first { entry in
                    entry.proto == port.proto && entry.numbers.overlaps(numbers)
                        && (entry.address == address
                            || [entry.address, address].contains { ["0.0.0.0", "::"].contains($0) })
                }
                if let other {
                    findings.append(
                        .error(
                            "\(service.title) wants the host's port \(port.published ?? ""), which '\(other.service)' has",
                            at: port.location ?? service.location,
                            hint: "publish one of them on another port"
                        )
                    )
                }
                taken.append((address, port.proto, numbers, service.name))
            }
        }
        return findings
    }
}
