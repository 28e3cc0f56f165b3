/// A circuit breaker before a backend: closed, open after failures in a row, half open after a rest.
struct Breaker: Sendable {
    enum State: String, Sendable {
        case closed, open
        case halfOpen = "half_open"
        case forcedOpen = "forced_open"
    }

    let name: String
    private(set) var state = State.closed
    private(set) var failureCount = 0
    private(set) var successCount = 0
    private(set) var notPermittedCalls = 0
    /// Milliseconds since the epoch.
    private(set) var openedAt: Int64?
    private var probes = 0
    let failureThreshold: Int
    let successThreshold: Int
    /// How long it stays open before it lets one call through, in milliseconds.
    let rest: Int64

    init(_ name: String, failureThreshold: Int = 5, successThreshold: Int = 2, rest: Int64 = 10_000) {
        (self.name, self.failureThreshold, self.successThreshold, self.rest) = (
            name, failureThreshold, successThreshold, rest
        )
    }

    /// When an open one tries again.
    var nextAttemptAt: Int64? { state == .open ? openedAt.map { $0 + rest } : nil }

    /// Whether a call may go to the backend; a half-open one lets one through at a time.
    mutating func permits(at now: Int64) -> Bool {
        if let next = nextAttemptAt, now >= next { (state, successCount, probes) = (.halfOpen, 0, 0) }
        switch state {
        case .closed: return true
        case .halfOpen where probes == 0:
            probes += 1
            return true
        case .halfOpen, .open, .forcedOpen:
            notPermittedCalls += 1
            return false
        }
    }

    /// How a call that it let through went.
    mutating func record(isSuccess: Bool, at now: Int64) {
        switch state {
        case .closed:
            failureCount = isSuccess ? 0 : failureCount + 1
            if failureCount >= failureThreshold { open(at: now) }
        case .halfOpen:
            probes = max(0, probes - 1)
            guard isSuccess else { return open(at: now) }
            successCount += 1
            if successCount >= successThreshold { reset() }
        case .open, .forcedOpen:
            // A call that was under way when it opened.
            break
        }
    }

    mutating func reset() { (state, failureCount, successCount, openedAt, probes) = (.closed, 0, 0, nil, 0) }

    mutating func forceOpen(at now: Int64) { (state, openedAt) = (.forcedOpen, now) }

    private mutating func open(at now: Int64) { (state, openedAt, successCount) = (.open, now, 0) }
}
