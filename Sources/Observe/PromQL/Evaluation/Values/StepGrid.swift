/// The moments at which an expression is evaluated: one for an instant, evenly spaced ones for a range.
struct StepGrid: Hashable {
    /// Milliseconds since the epoch.
    let start: Int64
    /// Milliseconds, at least one.
    let step: Int64
    let count: Int

    init(start: Int64, step: Int64, count: Int) {
        self.start = start
        self.step = step
        self.count = count
    }

    init(instant time: Int64) { self.init(start: time, step: 1, count: 1) }

    /// From `start` up to `end` at most; empty when that is earlier.
    init(from start: Int64, through end: Int64, step: Int64) {
        let (length, isTooLong) = end.subtractingReportingOverflow(start)
        let count = end < start ? 0 : isTooLong ? Int.max : Int(length / step) + 1
        self.init(start: start, step: step, count: count)
    }

    @inline(__always)
    func time(_ index: Int) -> Int64 { start &+ Int64(index) &* step }

    /// The first step alone.
    var first: StepGrid { StepGrid(start: start, step: step, count: min(count, 1)) }
}
