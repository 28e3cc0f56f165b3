internal import CAllocator
internal import Discovery
package import HTTP
package import SampleStore
internal import Synchronization

/// Servers that are asked again and again, and everything known of them.
///
/// One task knows when each server is due; a poll of a server is a task of its own, never two of one server at a time.
package final class Fleet: Sendable {
    package let plan: FleetPlan
    let http: HTTPClient
    package let store: SampleStore
    let clock: any FleetClock
    let state: Mutex<FleetState>
    let bell = Bell()
    private let observers = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])

    /// Samples go to the store; without one, to a small one of the fleet's own.
    package init(
        _ plan: FleetPlan,
        http: HTTPClient,
        store: SampleStore? = nil,
        clock: any FleetClock = SystemFleetClock()
    ) {
        // Thousands of servers are many small things that stay for long.
        mcp_allocate_sparingly()
        (self.plan, self.http, self.clock) = (plan, http, clock)
        self.store = store ?? SampleStore(StoreOptions(retention: 3_600_000, maximumBytes: 256 << 20))
        state = Mutex(FleetState(plan))
        set(plan.targets, ofSource: nil)
    }

    /// Follows the sources and asks the servers until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for index in plan.sources.indices { group.addTask { await self.follow(index) } }
            group.addTask { await self.returnMemory() }
            while !Task.isCancelled {
                switch state.withLock({ $0.nextStep(now: clock.ticks, limit: plan.options.concurrency) }) {
                case .poll(let slot, let poller): group.addTask { await self.poll(poller, in: slot) }
                case .wait(let ticks): await bell.wait(until: ticks, clock)
                }
            }
            group.cancelAll()
        }
    }

    /// Gives back what many polls beside each other needed: after the first, which come at once, and now and then.
    private func returnMemory() async {
        var wait = plan.options.interval * 2
        while (try? await Task.sleep(for: wait)) != nil {
            mcp_return_free_memory()
            wait = .seconds(120)
        }
    }

    /// Asks every server once, whenever it is due; those that asked us to wait are not asked before.
    ///
    /// Sources are given as long as one answer may take to tell their targets the first time.
    package func pollOnce() async -> FleetSnapshot {
        await readSources()
        let waiting = state.withLock { $0.takeAll() }
        await withTaskGroup(of: Void.self) { group in
            for (place, taken) in waiting.enumerated() {
                if place >= plan.options.concurrency { await group.next() }
                group.addTask { await self.poll(taken.poller, in: taken.slot) }
            }
        }
        return snapshot()
    }

    /// Everything known right now; costs little however often it is asked for.
    package func snapshot() -> FleetSnapshot {
        let (wall, ticks) = (clock.wall, clock.ticks)
        return state.withLock { $0.snapshot(wall: wall, ticks: ticks, plan) }
    }

    /// Asks every server now but those that asked us to wait.
    package func refresh() {
        state.withLock { $0.makeAllDue(now: clock.ticks) }
        bell.ring()
    }

    /// How often each server is asked from now on.
    package func setInterval(_ interval: Duration) {
        state.withLock { $0.setInterval(interval, now: clock.ticks) }
        bell.ring()
        tellObservers()
    }

    /// Says that something changed since it was last said; many changes in a row are told once.
    package func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let number = observers.withLock { observers in
            let number = (observers.keys.max() ?? 0) + 1
            observers[number] = continuation
            return number
        }
        continuation.onTermination = { [weak self] _ in
            self?.observers.withLock { $0[number] = nil }
        }
        return stream
    }

    func tellObservers() {
        let observers = observers.withLock { Array($0.values) }
        for observer in observers { observer.yield() }
    }

    /// Asks one server, keeps what it says, and sets when it is asked again.
    private func poll(_ poller: ServerPoller, in slot: Int) async {
        await poller.poll()
        let due = state.withLock { $0.finish(slot, poller, now: clock.ticks) }
        // Whoever waits for a free place wakes up, and whoever sleeps beyond the new time.
        bell.ring(before: due)
        tellObservers()
    }
}
