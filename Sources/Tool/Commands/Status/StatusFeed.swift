internal import Dashboard
internal import Fleet
internal import RuleWatch
internal import Synchronization

/// What the dashboard shows of a fleet: it is polled as long as somebody listens to its changes.
final class StatusFeed: DashboardFeed {
    private let fleet: Fleet
    private let watched: FleetAlerts?
    private let running: Task<Void, Never>

    init(_ fleet: Fleet, alerts: FleetAlerts? = nil) {
        (self.fleet, watched) = (fleet, alerts)
        running = Task { await fleet.run() }
    }

    deinit { running.cancel() }

    func snapshot() async -> FleetSnapshot { fleet.snapshot() }
    func alerts() async -> [AlertSnapshot] { await watched?.alerts() ?? [] }
    func changes() -> AsyncStream<Void> { fleet.changes() }
    func refresh() async { fleet.refresh() }
    func setInterval(_ interval: Duration) async { fleet.setInterval(interval) }
}
