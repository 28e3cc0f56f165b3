internal import Fleet
internal import RuleWatch

/// What is on the screen, and when that is.
struct Picture: Sendable {
    var snapshot: FleetSnapshot
    var alerts: [AlertSnapshot] = []
    /// Now, in milliseconds since the epoch.
    var now: Int64

    /// The server an alert tells of, by its label `instance`, which series of a server have.
    func serversByInstance() -> [String: Int] {
        var servers: [String: Int] = [:]
        for (index, server) in snapshot.servers.enumerated() {
            servers[server.instance] = servers[server.instance] ?? index
        }
        return servers
    }

    /// The alerts that tell of a server, the most urgent first.
    func alerts(of server: ServerSnapshot) -> [AlertSnapshot] {
        let instance = server.instance
        return alerts.filter { $0.instance == instance }
            .sorted { ($1.rank, $0.activeAt, $0.id) < ($0.rank, $1.activeAt, $1.id) }
    }
}

extension ServerSnapshot {
    /// What its series have as their label `instance`.
    var instance: String { labels.first { $0.name == "instance" }?.value ?? name }
}

extension AlertSnapshot {
    var instance: String? { labels.first { $0.name == "instance" }?.value }
}
