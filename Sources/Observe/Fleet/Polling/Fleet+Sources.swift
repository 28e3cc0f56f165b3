internal import Diagnostics
internal import Discovery
internal import Synchronization

extension Fleet {
    /// Takes the targets of a source as they come, until the task is cancelled.
    func follow(_ index: Int) async {
        for await update in plan.sources[index].updates() {
            take(update, from: index)
            bell.ring()
            tellObservers()
        }
    }

    /// Waits for the first word of every source that has told nothing yet, as long as one answer may take.
    func readSources() async {
        let silent = state.withLock { $0.silentSources }
        guard !silent.isEmpty else { return }
        let deadline = clock.ticks + plan.options.timeout.milliseconds
        await withTaskGroup(of: Void.self) { group in
            for index in silent {
                group.addTask {
                    for await update in self.plan.sources[index].updates() {
                        self.take(update, from: index)
                        if case .targets = update { return }
                    }
                }
            }
            group.addTask { [clock] in await clock.sleep(until: deadline) }
            for _ in silent { await group.next() }
            group.cancelAll()
        }
    }

    private func take(_ update: TargetUpdate, from index: Int) {
        switch update {
        case .targets(let targets): set(targets, ofSource: index)
        case .problem(let problem): state.withLock { $0.sources[index].snapshot.problem = problem }
        }
    }

    /// Replaces the targets of a source, or those of the plan itself: who stays keeps what is known of them.
    func set(_ targets: [FleetTarget], ofSource index: Int?) {
        let wall = clock.wall
        let ticks = clock.ticks
        let ended = state.withLock { state in
            // Histories of a large fleet are shorter.
            var options = plan.options
            let count = max(state.count + targets.count, 1)
            options.historyLength = min(options.historyLength, max(12, 60_000 / count))
            if let index {
                state.sources[index].targets = targets
                state.sources[index].snapshot.targets = targets.count
                state.sources[index].snapshot.updatedAt = wall
                state.sources[index].snapshot.problem = nil
            }
            return state.settle(plan, wall: wall, ticks: ticks) { target in
                ServerPoller(
                    target,
                    plan.expectations(of: target),
                    options,
                    http: http,
                    store: store,
                    clock: clock
                )
            }
        }
        for poller in ended { poller.end(at: wall) }
    }
}
