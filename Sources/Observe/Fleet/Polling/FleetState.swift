internal import Discovery

/// What changes in a fleet as time goes by.
struct FleetState {
    /// A source, and what it told last.
    struct Source {
        var snapshot: SourceSnapshot
        var targets: [FleetTarget] = []
    }

    /// A server and its place in the schedule.
    struct Slot {
        let poller: ServerPoller
        let phase: UInt64
        /// In ticks; what the queue says otherwise is out of date.
        var due: Int64
        var isPolled = false
        /// Where its row is.
        var row = 0
    }

    /// What there is to do next.
    enum Step {
        case poll(Int, ServerPoller)
        /// Nothing before that many ticks.
        case wait(Int64)
    }

    var sources: [Source]
    private(set) var rows: [ServerSnapshot] = []
    private var slots: [Slot?] = []
    private var slotsByID: [String: Int] = [:]
    /// Slots that nobody has any more.
    private var free: [Int] = []
    private var queue = DueQueue()
    private var polling = 0
    private var interval: Duration
    private var schedule: Schedule

    init(_ plan: FleetPlan) {
        sources = plan.sources.map { Source(snapshot: SourceSnapshot(title: $0.title, targets: 0)) }
        interval = plan.options.interval
        schedule = Schedule(interval: interval, longestBackoff: plan.options.longestBackoff)
    }

    /// How many servers there are.
    var count: Int { rows.count }

    /// Sources that have told nothing yet.
    var silentSources: [Int] { sources.indices.filter { sources[$0].snapshot.updatedAt == nil } }

    mutating func nextStep(now: Int64, limit: Int) -> Step {
        while let entry = queue.first {
            guard let slot = slots[entry.slot], slot.due == entry.due, !slot.isPolled else {
                queue.removeFirst()
                continue
            }
            guard entry.due <= now else { return .wait(entry.due) }
            // Whoever finishes rings.
            guard polling < limit else { return .wait(.max) }
            queue.removeFirst()
            take(entry.slot)
            return .poll(entry.slot, slot.poller)
        }
        return .wait(.max)
    }

    /// All servers that nobody is asking, which are now being asked.
    mutating func takeAll() -> [(slot: Int, poller: ServerPoller)] {
        slots.indices.compactMap { index in
            guard let slot = slots[index], !slot.isPolled else { return nil }
            take(index)
            return (index, slot.poller)
        }
    }

    private mutating func take(_ slot: Int) {
        slots[slot]?.isPolled = true
        polling += 1
    }

    /// Keeps what a poll brought and sets the next; answers when that is.
    mutating func finish(_ index: Int, _ poller: ServerPoller, now: Int64) -> Int64 {
        polling -= 1
        guard var slot = slots[index], slot.poller === poller else { return now }
        let (row, wait) = poller.row
        let next = schedule.next(after: now, phase: slot.phase, failures: row.failures)
        slot.due = max(next, now + (wait ?? 0))
        slot.isPolled = false
        slots[index] = slot
        rows[slot.row] = row
        rows[slot.row].nextPollAt = row.polledAt.map { $0 + slot.due - now }
        queue.insert(DueQueue.Entry(due: slot.due, slot: index))
        return slot.due
    }

    mutating func makeAllDue(now: Int64) {
        for index in slots.indices {
            guard let slot = slots[index], !slot.isPolled, !slot.poller.isAskedToWait else { continue }
            slots[index]?.due = now
            queue.insert(DueQueue.Entry(due: now, slot: index))
        }
    }

    mutating func setInterval(_ interval: Duration, now: Int64) {
        self.interval = interval
        schedule.interval = max(interval.milliseconds, 50)
        queue.removeAll()
        for index in slots.indices {
            guard let slot = slots[index] else { continue }
            let next = schedule.next(after: now, phase: slot.phase, failures: rows[slot.row].failures)
            let due = slot.poller.isAskedToWait ? slot.due : min(slot.due, next)
            slots[index]?.due = due
            queue.insert(DueQueue.Entry(due: due, slot: index))
        }
    }

    /// Makes slots and rows of the targets there are; answers the pollers of those that left.
    mutating func settle(
        _ plan: FleetPlan,
        wall: Int64,
        ticks: Int64,
        make: (FleetTarget) -> ServerPoller
    ) -> [ServerPoller] {
        var ended: [ServerPoller] = []
        var rows: [ServerSnapshot] = []
        var old = slotsByID
        slotsByID = [:]
        let groups = [plan.targets] + sources.map(\.targets)
        for group in groups {
            let sorted = group.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            // The same target told twice is one.
            for target in sorted where slotsByID[target.id] == nil {
                let index: Int
                if let known = old.removeValue(forKey: target.id), let slot = slots[known] {
                    index = known
                    if slot.poller.update(target, plan.expectations(of: target)) {
                        rows.append(self.rows[slot.row])
                        rows[rows.count - 1].name = target.name
                        slots[index]?.row = rows.count - 1
                        slotsByID[target.id] = index
                        continue
                    }
                    ended.append(slot.poller)
                } else {
                    index = free.popLast() ?? slots.count
                    if index == slots.count { slots.append(nil) }
                }
                let poller = make(target)
                rows.append(poller.row.snapshot)
                slots[index] = Slot(
                    poller: poller,
                    phase: Schedule.phase(of: target.id),
                    due: ticks,
                    row: rows.count - 1
                )
                slotsByID[target.id] = index
                queue.insert(DueQueue.Entry(due: ticks, slot: index))
            }
        }
        for index in old.values {
            if let slot = slots[index] { ended.append(slot.poller) }
            slots[index] = nil
            free.append(index)
        }
        self.rows = rows
        return ended
    }

    func snapshot(wall: Int64, ticks: Int64, _ plan: FleetPlan) -> FleetSnapshot {
        var snapshot = FleetSnapshot(environment: plan.environment, time: wall, interval: interval)
        snapshot.isProtected = plan.isProtected
        snapshot.sources = sources.map(\.snapshot)
        snapshot.servers = rows
        // What should have been told anew by now is old.
        let oldest = wall - 2 * interval.milliseconds - plan.options.timeout.milliseconds
        for index in rows.indices where !rows[index].isStale {
            if let answered = rows[index].answeredAt, answered < oldest {
                snapshot.servers[index].isStale = true
            }
        }
        snapshot.isInsecure = plan.isInsecure || slots.contains { $0?.poller.isInsecure == true }
        return snapshot
    }
}
