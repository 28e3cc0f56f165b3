/// Tells what follows on the servers from what the script did.
struct Observer: Sendable {
    private struct Seen: Sendable {
        var breakers: [String: Breaker.State] = [:]
        var health = HealthReport.State.fine
        var sessions = 0
    }

    private var seen: [String: Seen] = [:]

    /// What is different since the last look.
    mutating func changes(_ name: String, _ state: ServerState, at now: Int64) -> [String] {
        var lines: [String] = []
        var known = seen[name] ?? Seen()
        for breaker in state.breakers {
            let before = known.breakers[breaker.name] ?? .closed
            guard breaker.state != before else { continue }
            known.breakers[breaker.name] = breaker.state
            lines.append("the breaker '\(breaker.name)' of \(name) is \(breaker.state.words)")
        }
        let health = state.role.health.told(state.healthReport(at: now).state)
        if health != known.health {
            known.health = health
            lines.append("\(name) is \(health.word) by its own checks")
        }
        // Told at 50, 100, 200, 400 …
        if state.sessions.count >= max(50, known.sessions * 2) {
            known.sessions = state.sessions.count
            lines.append("\(name) has \(state.sessions.count) open sessions")
        }
        seen[name] = known
        return lines
    }
}

extension Breaker.State {
    fileprivate var words: String {
        switch self {
        case .closed: "closed"
        case .open: "open: calls are refused at once"
        case .halfOpen: "half open: one call may try"
        case .forcedOpen: "forced open by an operator"
        }
    }
}
