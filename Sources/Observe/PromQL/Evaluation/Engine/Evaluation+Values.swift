internal import SampleStore

/// From tables to answers.
extension Evaluation {
    func instantValue(_ root: PlanNode, at time: Int64) throws(QueryError) -> QueryValue {
        let grid = StepGrid(instant: time)
        switch root.expression.type {
        case .string:
            guard case .string(let text) = root.work else { throw .unsuitable("expected a string") }
            return .string(text, timestamp: time)
        case .scalar:
            let number = try scalars(root, grid).first ?? .nan
            return .scalar(PointSample(timestamp: time, value: number))
        case .vector:
            var table = try table(root, grid)
            if options.delaysNameRemoval { try table.removeDelayedNames() }
            try table.refuseEqualRows(unless: root.work.hasDistinctRows)
            var samples: [VectorSample] = []
            samples.reserveCapacity(table.count)
            for row in 0..<table.count where !table[row, 0].isAbsent {
                samples.append(
                    VectorSample(labels: table.labels[row], timestamp: time, value: table[row, 0])
                )
            }
            return .vector(samples)
        case .matrix:
            guard case .rangeSamples(let input) = root.work else { throw .unsuitable("expected a range") }
            return .matrix(try rangeSamples(root, input, grid))
        }
    }

    func rangeValue(_ root: PlanNode, _ grid: StepGrid) throws(QueryError) -> QueryValue {
        if root.expression.type == .scalar {
            var samples = SampleBuffer()
            for (step, number) in try scalars(root, grid).enumerated() {
                samples.append(number, at: grid.time(step))
            }
            try budget.take(grid.count)
            return .matrix([MatrixSeries(labels: .empty, samples: samples)])
        }
        var table = try table(root, grid)
        if options.delaysNameRemoval { try table.removeDelayedNames() }
        var series: [MatrixSeries] = []
        series.reserveCapacity(table.count)
        for row in 0..<table.count {
            var samples = SampleBuffer()
            for step in 0..<grid.count where !table[row, step].isAbsent {
                samples.append(table[row, step], at: grid.time(step))
            }
            guard !samples.isEmpty else { continue }
            series.append(MatrixSeries(labels: table.labels[row], samples: samples))
        }
        series.sort { $0.labels < $1.labels }
        return .matrix(series)
    }

    /// The samples of a range vector as they are.
    private func rangeSamples(
        _ root: PlanNode,
        _ input: RangeInput,
        _ grid: StepGrid
    ) throws(QueryError) -> [MatrixSeries] {
        var series: [MatrixSeries] = []
        let times = LookTimes(input.moment, grid, bounds: bounds)
        try forEachSeries(root, input, times, grid) {
            (labels, dropsName, buffer: inout SampleBuffer) throws(QueryError) in
            buffer.removeStaleMarkers()
            guard !buffer.isEmpty else { return }
            try self.budget.take(buffer.count)
            series.append(
                MatrixSeries(labels: dropsName ? labels.withoutName : labels, samples: buffer)
            )
        }
        series.sort { $0.labels < $1.labels }
        return series
    }
}

extension SeriesTable {
    /// Throws when two rows have the same labels, unless that is known not to be.
    func refuseEqualRows(unless areDistinct: Bool) throws(QueryError) {
        if !areDistinct { try refuseEqualRows() }
    }
}

extension PlanWork {
    /// Whether no two rows can have the same labels, however they were made.
    var hasDistinctRows: Bool {
        switch self {
        case .selector, .aggregation, .vectorOf, .absent, .absentOverTime: true
        case .sampleTimes, .window, .elements, .stepTimes, .negation, .withScalar:
            // Where names go equal rows were looked for when they went.
            true
        case .matched, .setOperation, .countValues, .rankedSelection, .sorted, .labelReplace, .labelJoin,
            .histogramQuantile, .histogramFraction:
            false
        case .number, .time, .scalarOf, .scalarNegation, .scalarOperation, .string, .rangeSamples: true
        }
    }
}
