internal import Values

/// A container as a Docker Engine lists it (Engine API, "List containers").
struct EngineContainer {
    private let value: Value
    private let labels: Value?

    init(_ value: Value) { (self.value, labels) = (value, value["Labels"]) }

    private func label(_ name: String) -> String? { labels?[name]?.string.flatMap { $0.isEmpty ? nil : $0 } }

    private struct Published {
        let inside: Int
        let outside: Int
        let address: String
    }

    private var published: [Published] {
        (value["Ports"]?.array ?? []).compactMap { port in
            guard (port["Type"]?.string ?? "tcp") == "tcp", let inside = port["PrivatePort"]?.int,
                let outside = port["PublicPort"]?.int, 1...65535 ~= outside
            else { return nil }
            return Published(inside: inside, outside: outside, address: port["IP"]?.string ?? "")
        }
    }

    private var ownAddress: String? {
        (value["NetworkSettings"]?["Networks"]?.object ?? Object()).compactMap { network in
            network.value["IPAddress"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }.first
    }

    /// Where it is reached: by ports that are published, from this machine or the engine's; else by its own address.
    ///
    /// `nil` when there is no way to it.
    func found(machine: String?, usualPort: Int?) -> TargetMould.Found? {
        let published = published
        let name = (value["Names"]?.array?.first?.string).map { String($0.drop { $0 == "/" }) }
        let ports = (value["Ports"]?.array ?? []).compactMap { $0["PrivatePort"]?.int }
        guard let port = label("mcpctl.port").flatMap(Int.init) ?? usualPort ?? ports.min() else {
            return nil
        }
        var found: TargetMould.Found
        if value["HostConfig"]?["NetworkMode"]?.string == "host" {
            found = TargetMould.Found(host: machine ?? "127.0.0.1", port: port)
        } else if let way = published.first(where: { $0.inside == port }) {
            let isAny = ["", "0.0.0.0", "::"].contains(way.address)
            found = TargetMould.Found(host: machine ?? (isAny ? "127.0.0.1" : way.address), port: way.outside)
            found.reach = { name, number in
                let inside = name == "mcp" ? port : number
                return published.first { $0.inside == inside }?.outside
            }
        } else if machine == nil, let address = ownAddress {
            found = TargetMould.Found(host: address, port: port)
        } else {
            return nil
        }
        found.isMCPPort = true
        found.name = label("mcpctl.name") ?? name
        found.scheme = label("mcpctl.scheme").flatMap { ["http", "https"].contains($0) ? $0 : nil }
        found.path = label("mcpctl.path").flatMap { $0.hasPrefix("/") ? $0 : nil }
        found.serverWords = [label("mcpctl.server"), label("com.docker.compose.service"), name].compactMap(
            \.self
        )
        found.labels = [
            ("container", name), ("compose_project", label("com.docker.compose.project")),
            ("compose_service", label("com.docker.compose.service")),
        ].compactMap { name, value in value.map { (name, $0) } }
        if value["State"]?.string == "paused" {
            found.remark = "paused"
        } else if value["Status"]?.string?.contains("(unhealthy)") == true {
            found.remark = "its container is unhealthy"
        }
        return found
    }
}
