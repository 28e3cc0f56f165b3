internal import GoText
internal import SampleStore

/// `histogram_quantile` and `histogram_fraction` of classic histograms.
extension Evaluation {
    func histogramQuantile(
        _ quantile: PlanNode,
        _ input: PlanNode,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        let quantiles = try scalars(quantile, grid)
        for value in quantiles where !Quantile.isValid(value) {
            annotations.add(.invalidQuantile(value), at: quantile.range)
        }
        let delays = options.delaysNameRemoval
        return try ofBuckets(input, grid) { buckets, labels, step in
            var repair: ClassicBuckets.Repair?
            let value = buckets.quantile(quantiles[step], repair: &repair)
            if let repair {
                let details = ForcedMonotonicity(
                    lowestBound: repair.lowestBound,
                    highestBound: repair.highestBound,
                    largestDrop: repair.largestDrop,
                    first: grid.time(step),
                    last: grid.time(step)
                )
                let name = delays ? labels.name ?? "" : ""
                self.annotations.add(.forcedMonotonicity(metricName: name, details), at: input.range)
            }
            return value
        }
    }

    func histogramFraction(
        _ lower: PlanNode,
        _ upper: PlanNode,
        _ input: PlanNode,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        let (lowest, highest) = (try scalars(lower, grid), try scalars(upper, grid))
        return try ofBuckets(input, grid) { buckets, _, step in
            buckets.fraction(from: lowest[step], to: highest[step])
        }
    }

    private struct Histogram {
        let labels: Labels
        var rows: ContiguousArray<(row: Int, upperBound: Double)> = []
    }

    /// One row for each set of labels without `le`, made of the buckets with a sample at the step.
    private func ofBuckets(
        _ input: PlanNode,
        _ grid: StepGrid,
        _ value: (inout ClassicBuckets, Labels, Int) -> Double
    ) throws(QueryError) -> SeriesTable {
        let mark = budget.current
        let rows = try table(input, grid)
        let histograms = histograms(of: rows, input)
        var table = SeriesTable(steps: grid.count)
        table.reserveCapacity(histograms.count)
        var buckets = ClassicBuckets()
        for histogram in histograms {
            let delays = options.delaysNameRemoval
            table.appendEmpty(
                delays ? histogram.labels : histogram.labels.withoutMetadata,
                dropsName: delays
            )
            for step in 0..<grid.count {
                buckets.removeAll()
                for (row, upperBound) in histogram.rows where !rows[row, step].isAbsent {
                    buckets.append(upperBound: upperBound, count: rows[row, step])
                }
                guard !buckets.isEmpty else { continue }
                table[table.count - 1, step] = value(&buckets, histogram.labels, step)
            }
            try deadline.spend(histogram.rows.count * grid.count)
        }
        table.removeEmptyRows()
        if !options.delaysNameRemoval { try table.mergeEqualRows() }
        try budget.settle(to: mark, keeping: table.sampleCount)
        return table
    }

    /// Rows that belong together, with a warning for those without a bound.
    private func histograms(of rows: SeriesTable, _ input: PlanNode) -> [Histogram] {
        let selection = LabelSelection(dropping: ["le"])
        var places = RowHashes()
        var histograms: [Histogram] = []
        for row in 0..<rows.count {
            let labels = rows.labels[row]
            let bound = labels["le"] ?? ""
            guard let upperBound = GoText.parseNumber(bound) else {
                let name = options.delaysNameRemoval ? labels.name ?? "" : ""
                annotations.add(.badBucketLabel(value: bound, metricName: name), at: input.range)
                continue
            }
            let place = places.insert(selection.hash(of: labels), histograms.count)
            if place == histograms.count {
                histograms.append(Histogram(labels: selection.labels(of: labels)))
            }
            histograms[place].rows.append((row, upperBound))
        }
        return histograms
    }
}
