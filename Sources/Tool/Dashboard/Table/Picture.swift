internal import Fleet
internal import RuleWatch
internal import Rules

/// What is on the screen, and when that is.
struct Picture: Sendable {
    private(set) var snapshot: FleetSnapshot
    private(set) var alerts: [AlertSnapshot]
    /// Now, in milliseconds since the epoch.
    var now: Int64
    /// Counted once, however many frames show it.
    private(set) var totals: Totals

    /// How many there are of what is counted over all servers.
    struct Totals: Sendable {
        let states: [HealthState: Int]
        let stale: Int
        let firing: Int
        /// Circuit breakers that are not closed, and should be.
        let openBreakers: Int

        init(_ snapshot: FleetSnapshot, _ alerts: [AlertSnapshot]) {
            states = snapshot.counts
            stale = snapshot.servers.count { $0.isStale }
            firing = alerts.count { $0.state == .firing }
            openBreakers = snapshot.servers.reduce(0) { sum, server in
                sum + server.breakers.count { $0.state.severity >= 3 }
            }
        }
    }

    init(_ snapshot: FleetSnapshot, _ alerts: [AlertSnapshot], now: Int64) {
        (self.snapshot, self.alerts, self.now) = (snapshot, alerts, now)
        totals = Totals(snapshot, alerts)
    }

    mutating func replace(_ snapshot: FleetSnapshot, _ alerts: [AlertSnapshot]) {
        self = Self(snapshot, alerts, now: now)
    }

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
