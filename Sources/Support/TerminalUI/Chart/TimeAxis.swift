/// Round times along a range of them, in UTC.
struct TimeAxis {
    let from: Int64
    let through: Int64
    /// Milliseconds between two ticks.
    let step: Int64

    private static let steps: [Int64] =
        [1, 2, 5, 10, 15, 30].map { $0 * 1000 } + [1, 2, 5, 10, 15, 30].map { $0 * 60_000 }
        + [1, 2, 3, 6, 12].map { $0 * 3_600_000 } + [1, 2, 7, 14, 28, 91, 182, 364].map { $0 * 86_400_000 }

    /// At most that many ticks.
    init(from: Int64, through: Int64, ticks count: Int) {
        // A moment alone gets a minute around it.
        let isMoment = through <= from
        self.from = isMoment ? from - 30_000 : from
        self.through = isMoment ? from + 30_000 : through
        let span = self.through.subtractingReportingOverflow(self.from)
        let wanted = (span.overflow ? .max : span.partialValue) / Int64(max(count, 1))
        step = Self.steps.first { $0 >= wanted } ?? max(wanted, 1)
    }

    var ticks: [Int64] {
        let rest = (from % step + step) % step
        return Array(
            stride(from: rest == 0 ? from : from - rest + step, through: through, by: Int64.Stride(step))
        )
    }

    /// Where a time stands, 0 at the beginning and 1 at the end.
    func place(of time: Int64) -> Double {
        (Double(time) - Double(from)) / (Double(through) - Double(from))
    }

    /// `15:04:30`, `15:04`, or `11-21` where a day or more lies between ticks.
    func label(_ tick: Int64, date: (Int64) -> String) -> String {
        if step >= 86_400_000 { return date(tick) }
        let second = (tick / 1000 % 86_400 + 86_400) % 86_400
        let parts = [second / 3600, second / 60 % 60, second % 60].prefix(step % 60_000 == 0 ? 2 : 3)
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
