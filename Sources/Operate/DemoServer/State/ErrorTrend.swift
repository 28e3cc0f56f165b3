/// What went wrong lately.
struct ErrorTrend: Sendable {
    struct Failure: Sendable {
        let at: Int64
        /// `timeout`, `backend_error`, `breaker_open`, `rate_limited`.
        let type: String
        let code: Int
        let tool: String
    }

    private(set) var failures: [Failure] = []

    mutating func record(_ failure: Failure) {
        failures.append(failure)
        if failures.count > 2000 { failures.removeFirst(1000) }
    }

    /// How many there were of each kind since then.
    func counts(since: Int64) -> [(type: String, code: Int, count: Int)] {
        var counts: [String: (code: Int, count: Int)] = [:]
        for failure in failures where failure.at >= since {
            counts[failure.type, default: (failure.code, 0)].count += 1
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.code, $0.value.count) }
    }
}
