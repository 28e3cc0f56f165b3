internal import Dashboard
internal import Fleet
internal import RuleWatch

/// What the dashboard shows of a fleet that is being polled, and of the alerts over its samples.
struct FleetFeed: DashboardFeed {
    let fleet: Fleet
    var watched: FleetAlerts?

    func snapshot() async -> FleetSnapshot { fleet.snapshot() }
    func alerts() async -> [AlertSnapshot] { await watched?.alerts() ?? [] }
    func changes() -> AsyncStream<Void> { fleet.changes() }
    func refresh() async { fleet.refresh() }
    func setInterval(_ interval: Duration) async { fleet.setInterval(interval) }
}

extension Fleet {
    /// Polls the servers while the body runs.
    ///
    /// Sessions that looking took are ended before it returns.
    func polled<Result: Sendable>(while body: () async -> Result) async -> Result {
        let polling = Task { await self.run() }
        let result = await body()
        polling.cancel()
        await polling.value
        return result
    }
}
