/// Whose turn it is: so many requests at a time, and of them so many to one host.
///
/// Hosts with waiting requests take turns, so that one which does not answer holds up only its own.
struct RequestQueue {
    private struct Host {
        var active = 0
        var waiting: [Transfer] = []
        /// How many of `waiting` were started already.
        var started = 0
        var isInTurn = false
        var hasWaiting: Bool { started < waiting.count }

        mutating func takeFirst() -> Transfer {
            let transfer = waiting[started]
            started += 1
            if started == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                started = 0
            } else if started >= 64, started * 2 > waiting.count {
                waiting.removeFirst(started)
                started = 0
            }
            return transfer
        }
    }

    private let limit: Int
    private let hostLimit: Int
    private var active = 0
    private var hosts: [String: Host] = [:]
    /// Hosts that have requests waiting and may start one more.
    private var turns: [String] = []
    private var nextTurn = 0

    init(limit: Int, hostLimit: Int) {
        self.limit = max(1, limit)
        self.hostLimit = max(1, min(limit, hostLimit))
    }

    /// Whether it may start now; otherwise it waits here.
    mutating func enter(_ transfer: Transfer) -> Bool {
        var host = hosts[transfer.host] ?? Host()
        defer { hosts[transfer.host] = host }
        guard active < limit, host.active < hostLimit, !host.hasWaiting else {
            host.waiting.append(transfer)
            giveTurn(to: &host, transfer.host)
            return false
        }
        active += 1
        host.active += 1
        return true
    }

    /// One to that host is over.
    mutating func leave(_ name: String) {
        guard var host = hosts[name] else { return }
        active -= 1
        host.active -= 1
        giveTurn(to: &host, name)
        hosts[name] = host.active > 0 || host.hasWaiting ? host : nil
    }

    /// The next to start, while one may.
    mutating func next() -> Transfer? {
        while active < limit, nextTurn < turns.count {
            let name = turns[nextTurn]
            nextTurn += 1
            if nextTurn >= 64, nextTurn * 2 > turns.count {
                turns.removeFirst(nextTurn)
                nextTurn = 0
            }
            guard var host = hosts[name] else { continue }
            host.isInTurn = false
            defer { hosts[name] = host.active > 0 || host.hasWaiting ? host : nil }
            while host.hasWaiting, host.active < hostLimit {
                let transfer = host.takeFirst()
                // It was cancelled, or its time was up.
                guard !transfer.isOver else { continue }
                active += 1
                host.active += 1
                giveTurn(to: &host, name)
                return transfer
            }
        }
        return nil
    }

    private mutating func giveTurn(to host: inout Host, _ name: String) {
        guard host.hasWaiting, host.active < hostLimit, !host.isInTurn else { return }
        host.isInTurn = true
        turns.append(name)
    }

    /// Everything that waits; forgotten here.
    mutating func removeAllWaiting() -> [Transfer] {
        defer { hosts = [:] }
        return hosts.values.flatMap { $0.waiting[$0.started...] }
    }
}
