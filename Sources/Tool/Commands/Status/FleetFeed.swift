internal import Dashboard
internal import Diagnostics
internal import Fleet
internal import RuleWatch

/// What the dashboard shows of a fleet that is being polled, and of the alerts over its samples.
struct FleetFeed: DashboardFeed {
    private let fleet: Fleet
    private let watched: FleetAlerts?
    /// Why there are no alerts: shown as long as there are none, so that nobody takes that for calm.
    private let problem: SourceSnapshot?

    init(_ fleet: Fleet, rules: () throws -> AlertRules) {
        self.fleet = fleet
        do {
            watched = try FleetAlerts(rules(), of: fleet)
            problem = nil
        } catch {
            watched = nil
            var source = SourceSnapshot(title: "rules", targets: 0)
            source.problem =
                (error as? InvalidInput)?.diagnostics.first
                ?? .error("the rules cannot be evaluated: \(error)", hint: "mcpctl alerts tells more")
            problem = source
        }
    }

    func snapshot() async -> FleetSnapshot {
        var snapshot = fleet.snapshot()
        if let problem { snapshot.sources.append(problem) }
        return snapshot
    }

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
