internal import SampleStore

/// Functions of range vectors: one pass over the samples of each series, the window sliding along.
extension Evaluation {
    func windowRows(
        _ node: PlanNode,
        _ plan: WindowPlan,
        _ grid: StepGrid,
        _ body: RowBody
    ) throws(QueryError) {
        let function = plan.function
        // No function takes more than one scalar beside its range.
        let arguments = plan.arguments.count > 0 ? try scalars(plan.arguments[0], grid) : []
        let times = LookTimes(plan.input.moment, grid, bounds: bounds)
        // Whether some value falls is worth knowing where several windows share the samples.
        let looksForFalls = grid.count > 1 && (function.wantsCounter || function.name == "resets")
        var needsCounterCheck = function.wantsCounter
        try withRow(grid) { values throws(QueryError) in
            try self.forEachSeries(node, plan.input, times, grid) {
                (labels, dropsName, buffer: inout SampleBuffer) throws(QueryError) in
                buffer.removeStaleMarkers()
                guard !buffer.isEmpty else { return }
                let neverFalls = looksForFalls && buffer.neverFalls
                let filled = buffer.fill(values) { window, step in
                    let argument = arguments.isEmpty ? 0 : arguments[step]
                    if function.wantsQuantile, !Quantile.isValid(argument) {
                        self.annotations.add(.invalidQuantile(argument), at: plan.firstArgument)
                    }
                    return function.value(window, argument)
                } windows: {
                    SlidingWindow(times, length: plan.input.length, grid, neverFalls: neverFalls)
                }
                // While a series is looked at its samples are held too.
                try self.budget.take(filled.widest)
                try self.budget.settle(to: self.budget.current - filled.widest, keeping: 0)
                try self.deadline.spend(buffer.count + grid.count)
                guard filled.count > 0 else { return }
                try self.budget.take(filled.count)
                if needsCounterCheck {
                    self.checkCounter(labels, plan)
                    needsCounterCheck = !plan.input.hasOneName
                }
                let row = Row(labels: labels, dropsName: dropsName, values: values)
                try body(function.keepsName ? row : self.withoutName(row))
            }
        }
    }

    /// An info when the name is not that of a counter.
    private func checkCounter(_ labels: Labels, _ plan: WindowPlan) {
        let isCounter = labels.withNameBytes { name in
            name.isEmpty
                || ["_total", "_sum", "_count", "_bucket"].contains { suffix in
                    name.count >= suffix.utf8.count
                        && name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
                }
        }
        guard !isCounter, let name = labels.name else { return }
        annotations.add(.possibleNonCounter(metricName: name), at: plan.firstArgument)
    }

    /// Reads one series after another, from the source or from a subquery.
    func forEachSeries(
        _ node: PlanNode?,
        _ input: RangeInput,
        _ times: LookTimes,
        _ grid: StepGrid,
        _ body: (Labels, Bool, inout SampleBuffer) throws(QueryError) -> Void
    ) throws(QueryError) {
        var buffer = SampleBuffer()
        switch input.samples {
        case .selector(let selector):
            let (from, through) = (times.first &- input.length &+ 1, times.last)
            guard from <= through else { return }
            let references = try series(selector, from: from, through: through)
            var samplesRead = 0
            for reference in references {
                buffer.removeAll()
                try reading { () throws(SampleSourceError) in
                    try source.read(reference, from: from, through: through, into: &buffer)
                }
                samplesRead += buffer.count
                try body(reference.labels, false, &buffer)
            }
            note(node, samplesRead: samplesRead)
        case .subquery(let inner, let step):
            let mark = budget.current
            let innerGrid = StepGrid(
                from: Self.firstMultiple(of: step, after: times.first &- input.length),
                through: times.last,
                step: step
            )
            guard innerGrid.count > 0 else { return }
            var table = try table(inner, innerGrid)
            try table.forEachRow { row throws(QueryError) in
                buffer.removeAll()
                for index in 0..<innerGrid.count where !row.values[index].isAbsent {
                    buffer.append(row.values[index], at: innerGrid.time(index))
                }
                try body(row.labels, row.dropsName, &buffer)
            }
            // The values of the subquery are gone now; those of the function were counted on top of them.
            let held = table.sampleCount
            try budget.settle(to: max(mark, budget.current - held), keeping: 0)
        }
    }

    /// The steps of a subquery are multiples of its step since the epoch.
    private static func firstMultiple(of step: Int64, after time: Int64) -> Int64 {
        let multiple = time / step * step
        return multiple <= time ? multiple &+ step : multiple
    }
}

/// The window of each step over the samples of one series.
struct SlidingWindow {
    let times: LookTimes
    let length: Int64
    let grid: StepGrid
    let neverFalls: Bool

    init(_ times: LookTimes, length: Int64, _ grid: StepGrid, neverFalls: Bool) {
        self.times = times
        self.length = length
        self.grid = grid
        self.neverFalls = neverFalls
    }
}

extension SampleBuffer {
    /// Leaves out what says that a series ended.
    mutating func removeStaleMarkers() {
        guard values.contains(where: \.isAbsent) else { return }
        var kept = 0
        for index in values.indices where !values[index].isAbsent {
            values[kept] = values[index]
            timestamps[kept] = timestamps[index]
            kept += 1
        }
        values.removeLast(values.count - kept)
        timestamps.removeLast(timestamps.count - kept)
    }

    /// Whether no value is below the one before it.
    var neverFalls: Bool {
        values.withUnsafeBufferPointer { values in
            for index in 1..<max(1, values.count) where values[index] < values[index - 1] { return false }
            return true
        }
    }

    /// Sets the value of each step from its window; `absent` where the window is empty.
    ///
    /// Answers how many steps have a value, and the most samples in a window.
    @inline(__always)
    func fill(
        _ row: UnsafeMutableBufferPointer<Double>,
        _ value: (borrowing Window, Int) -> Double,
        windows: () -> SlidingWindow
    ) -> (count: Int, widest: Int) {
        let sliding = windows()
        var (count, widest) = (0, 0)
        timestamps.withUnsafeBufferPointer { timestamps in
            values.withUnsafeBufferPointer { values in
                guard let firstTime = timestamps.baseAddress, let firstValue = values.baseAddress else {
                    return
                }
                var (low, high) = (0, 0)
                for step in row.indices {
                    let end = sliding.times[step]
                    let start = end &- sliding.length
                    while high < timestamps.count, timestamps[high] <= end { high += 1 }
                    while low < high, timestamps[low] <= start { low += 1 }
                    guard low < high else {
                        row[step] = .absent
                        continue
                    }
                    widest = max(widest, high - low)
                    let window = Window(
                        timestamps: firstTime + low,
                        values: firstValue + low,
                        count: high - low,
                        start: start,
                        end: end,
                        time: sliding.grid.time(step),
                        neverFalls: sliding.neverFalls
                    )
                    let made = value(window, step)
                    row[step] = made
                    if !made.isAbsent { count += 1 }
                }
            }
        }
        return (count, widest)
    }
}
