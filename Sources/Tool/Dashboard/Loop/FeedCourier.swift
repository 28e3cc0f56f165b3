internal import Fleet
internal import RuleWatch
internal import Synchronization

/// Carries pictures from a feed and wishes to it, so that keys never wait for either.
struct FeedCourier<Feed: DashboardFeed>: Sendable {
    enum Wish: Sendable {
        case refresh
        case setInterval(Duration)
        case setPaused(Bool)
    }

    private let feed: Feed
    private let wishes: AsyncStream<Wish>
    private let continuation: AsyncStream<Wish>.Continuation
    /// Whether a change was told that nobody has looked at.
    private let hasChanged = ChangeFlag()

    init(_ feed: Feed) {
        self.feed = feed
        (wishes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    }

    func ask(_ wish: Wish) { continuation.yield(wish) }

    /// Hands wishes on in their order, until it is cancelled.
    func deliver() async {
        for await wish in wishes {
            switch wish {
            case .refresh: await feed.refresh()
            case .setInterval(let interval): await feed.setInterval(interval)
            case .setPaused(let isPaused): await feed.setPaused(isPaused)
            }
        }
    }

    /// Tells of changes; many that nobody has looked at are one.
    func watch(_ tell: @Sendable () -> Void) async {
        for await _ in feed.changes() where hasChanged.set() { tell() }
    }

    func picture() async -> (FleetSnapshot, [AlertSnapshot]) {
        hasChanged.clear()
        return (await feed.snapshot(), await feed.alerts())
    }

    func actions(for subject: ActionSubject) -> [DashboardAction] { feed.actions(for: subject) }
}

/// Whether something was told.
private final class ChangeFlag: Sendable {
    private let flag = Mutex(false)

    /// False when it was set already.
    func set() -> Bool {
        flag.withLock { flag in
            defer { flag = true }
            return !flag
        }
    }

    func clear() { flag.withLock { $0 = false } }
}
