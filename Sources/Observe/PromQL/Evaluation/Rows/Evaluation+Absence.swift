internal import SampleStore

/// `absent` and `absent_over_time`.
extension Evaluation {
    func absent(
        _ input: PlanNode,
        _ labels: AbsentLabels,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        try absence(labels, grid) { body throws(QueryError) in try self.forEachRow(input, grid, body) }
    }

    func absentOverTime(
        _ plan: WindowPlan,
        _ labels: AbsentLabels,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        let times = LookTimes(plan.input.moment, grid, bounds: bounds)
        return try absence(labels, grid) { body throws(QueryError) in
            try self.withRow(grid) { values throws(QueryError) in
                try self.forEachSeries(nil, plan.input, times, grid) {
                    (labels, dropsName, buffer: inout SampleBuffer) throws(QueryError) in
                    buffer.removeStaleMarkers()
                    guard !buffer.isEmpty else { return }
                    _ = buffer.fill(values) { _, _ in
                        1
                    } windows: {
                        SlidingWindow(times, length: plan.input.length, grid, neverFalls: false)
                    }
                    try body(Row(labels: labels, dropsName: dropsName, values: values))
                }
            }
        }
    }

    /// One series with 1 at each step at which no row has a sample.
    private func absence(
        _ labels: AbsentLabels,
        _ grid: StepGrid,
        _ rows: (RowBody) throws(QueryError) -> Void
    ) throws(QueryError) -> SeriesTable {
        let mark = budget.current
        var values = ContiguousArray(repeating: 1.0, count: grid.count)
        try rows { row throws(QueryError) in
            for step in 0..<grid.count where !row.values[step].isAbsent { values[step] = .absent }
        }
        var table = SeriesTable(steps: grid.count)
        table.append(labels.labels, values: values)
        table.removeEmptyRows()
        try budget.settle(to: mark, keeping: table.sampleCount)
        return table
    }
}
