internal import SampleStore

/// The moments at which a selector looks, for each step of a grid.
struct LookTimes {
    private let grid: StepGrid
    private let fixed: Int64?
    private let offset: Int64

    init(_ moment: MomentPlan, _ grid: StepGrid, bounds: ClosedRange<Int64>) {
        self.grid = grid
        offset = moment.offset
        switch moment.anchor {
        case .timestamp(let time): fixed = time &- moment.offset
        case .start: fixed = bounds.lowerBound &- moment.offset
        case .end: fixed = bounds.upperBound &- moment.offset
        case nil: fixed = nil
        }
    }

    var first: Int64 { self[0] }
    var last: Int64 { self[grid.count - 1] }

    @inline(__always)
    subscript(_ step: Int) -> Int64 { fixed ?? (grid.time(step) &- offset) }
}

/// Instant vectors of series.
extension Evaluation {
    /// The last sample of each series at each step, unless it is too old or says that the series ended.
    func selectedRows(
        _ node: PlanNode,
        _ selector: SelectorPlan,
        _ grid: StepGrid,
        wantsTimes: Bool,
        _ body: RowBody
    ) throws(QueryError) {
        let times = LookTimes(selector.moment, grid, bounds: bounds)
        // A sample exactly as old as the lookback is too old.
        let (from, through) = (times.first &- options.lookback &+ 1, times.last)
        let references = try series(selector, from: from, through: through)
        var samplesRead = 0
        try withRow(grid) { values throws(QueryError) in
            var buffer = SampleBuffer()
            for reference in references {
                var count = 0
                if grid.count == 1 {
                    let sample = try self.reading { () throws(SampleSourceError) in
                        try self.source.latest(of: reference, from: from, through: through)
                    }
                    samplesRead += 1
                    guard let sample, !sample.value.isStaleMarker else { continue }
                    values[0] = wantsTimes ? Double(sample.timestamp) / 1000 : sample.value
                    count = 1
                } else {
                    buffer.removeAll()
                    try self.reading { () throws(SampleSourceError) in
                        try self.source.read(reference, from: from, through: through, into: &buffer)
                    }
                    samplesRead += buffer.count
                    count = self.fillLastValues(values, from: buffer, times, wantsTimes: wantsTimes)
                }
                try self.deadline.spend(grid.count + 8)
                guard count > 0 else { continue }
                try self.budget.take(count)
                try body(Row(labels: reference.labels, dropsName: false, values: values))
            }
        }
        note(node, samplesRead: samplesRead)
    }

    /// Series that may have samples in the time, bounds included.
    func series(
        _ selector: SelectorPlan,
        from: Int64,
        through: Int64
    ) throws(QueryError) -> [SeriesReference] {
        let references = try reading { () throws(SampleSourceError) in
            try source.series(matching: selector.matchers, from: from, through: through)
        }
        statistics.series += references.count
        return references
    }

    func note(_ node: PlanNode?, samplesRead: Int) {
        statistics.samples += samplesRead
        if let node { trace?.add(node) { $0.samplesRead += samplesRead } }
    }

    /// Lends memory for the values of one row.
    func withRow(
        _ grid: StepGrid,
        _ body: (UnsafeMutableBufferPointer<Double>) throws(QueryError) -> Void
    ) throws(QueryError) {
        let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: grid.count)
        defer { values.deallocate() }
        values.initialize(repeating: .absent)
        try body(values)
    }

    /// How many steps have a sample.
    private func fillLastValues(
        _ values: UnsafeMutableBufferPointer<Double>,
        from buffer: borrowing SampleBuffer,
        _ times: LookTimes,
        wantsTimes: Bool
    ) -> Int {
        var count = 0
        var next = 0
        buffer.timestamps.withUnsafeBufferPointer { timestamps in
            buffer.values.withUnsafeBufferPointer { samples in
                for step in values.indices {
                    let time = times[step]
                    while next < timestamps.count, timestamps[next] <= time { next += 1 }
                    values[step] = .absent
                    guard next > 0, timestamps[next - 1] > time &- options.lookback,
                        !samples[next - 1].isStaleMarker
                    else { continue }
                    values[step] = wantsTimes ? Double(timestamps[next - 1]) / 1000 : samples[next - 1]
                    count += 1
                }
            }
        }
        return count
    }
}
