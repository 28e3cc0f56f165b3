/// What was counted of one tool's calls.
struct CallStatistics: Sendable {
    /// Seconds; upper bounds of the histogram, infinity not among them.
    static let bounds = [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Recent {
        var at: Int64
        var seconds: Double
        var isError: Bool
    }

    private(set) var successes = 0
    private(set) var errors: [String: Int] = [:]
    /// Not cumulative; the last is above every bound.
    private(set) var buckets = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var seconds = 0.0
    private var recent: [Recent] = []

    var errorCount: Int { errors.values.reduce(0, +) }
    var calls: Int { successes + errorCount }

    mutating func record(seconds: Double, error: String?, at now: Int64) {
        if let error { errors[error, default: 0] += 1 } else { successes += 1 }
        buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        self.seconds += seconds
        recent.append(Recent(at: now, seconds: seconds, isError: error != nil))
        if recent.count > 512 { recent.removeFirst(256) }
    }

    /// Of the last half minute; nothing when there were no calls.
    func p95(at now: Int64) -> Double? {
        let known = recent.filter { now - $0.at <= 30_000 }.map(\.seconds).sorted()
        return known.isEmpty ? nil : known[min(known.count - 1, known.count * 95 / 100)]
    }

    /// From 0 to 1, of the last half minute.
    func errorRatio(at now: Int64) -> Double? {
        let known = recent.filter { now - $0.at <= 30_000 }
        return known.isEmpty ? nil : Double(known.count { $0.isError }) / Double(known.count)
    }
}
