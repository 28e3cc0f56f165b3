internal import Dashboard
internal import Fleet
internal import RuleWatch

/// Feeds a dashboard with a sample fleet, as often as it is told to.
actor SampleFeed: DashboardFeed {
    private var fleet: SampleFleet
    private var interval: Duration
    private let changed: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let now: @Sendable () -> Int64

    init(servers: Int, interval: Duration, now: @escaping @Sendable () -> Int64) {
        fleet = SampleFleet(servers: servers, at: now())
        (self.interval, self.now) = (interval, now)
        (changed, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Until it is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: interval)
            refresh()
        }
    }

    func snapshot() -> FleetSnapshot {
        var snapshot = fleet.snapshot
        snapshot.interval = interval
        return snapshot
    }

    func alerts() -> [AlertSnapshot] { fleet.alerts }
    nonisolated func changes() -> AsyncStream<Void> { changed }

    func refresh() {
        fleet.advance(to: now())
        continuation.yield()
    }

    func setInterval(_ interval: Duration) {
        self.interval = interval
        continuation.yield()
    }
}
