/// Counts the samples that a query holds, as Prometheus does, and stops it at its limit.
struct SampleBudget {
    let limit: Int
    private(set) var current = 0
    private(set) var peak = 0

    init(limit: Int) { self.limit = limit }

    @inline(__always)
    mutating func take(_ count: Int) throws(QueryError) {
        current += count
        if current > limit { throw .tooManySamples(limit: limit) }
        if current > peak { peak = current }
    }

    /// Gives back everything taken since `mark` was current but what is kept.
    mutating func settle(to mark: Int, keeping count: Int) throws(QueryError) {
        current = mark
        try take(count)
    }
}

extension SampleBudget {
    /// How many places for samples a table may have, of which those at steps without a sample are empty.
    private var places: Int { max(limit &* 2, 65_536) }

    /// Refuses a table that would take more memory than the samples allowed could explain.
    @inline(__always)
    func checkPlaces(rows: Int, steps: Int) throws(QueryError) {
        let (count, overflow) = rows.multipliedReportingOverflow(by: steps)
        if overflow || count > places { throw .tooManySamples(limit: limit) }
    }
}

/// Ends a query whose time is over or whose task was cancelled.
struct Deadline {
    private let end: ContinuousClock.Instant?
    private var work = 0

    /// How much work there is between two looks at the clock, in about the time of a sample.
    private static let interval = 32_768

    init(timeout: Duration?) { end = timeout.map { ContinuousClock.now + $0 } }

    /// Call with the work since the last call.
    @inline(__always)
    mutating func spend(_ amount: Int) throws(QueryError) {
        work += amount
        if work >= Self.interval {
            work = 0
            try check()
        }
    }

    func check() throws(QueryError) {
        if Task.isCancelled { throw .cancelled }
        if let end, ContinuousClock.now >= end { throw .timedOut }
    }
}
