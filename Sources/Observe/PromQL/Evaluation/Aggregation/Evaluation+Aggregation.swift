internal import GoText
internal import SampleStore

/// Aggregations that fold: no vector is made of what is aggregated.
extension Evaluation {
    func aggregated(_ plan: AggregationPlan, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        switch plan.symbol {
        case .sum: try folded(SumAccumulator.self, plan, grid)
        case .avg: try folded(MeanAccumulator.self, plan, grid)
        case .count: try folded(CountAccumulator.self, plan, grid)
        case .group: try folded(GroupAccumulator.self, plan, grid)
        case .min: try folded(MinimumAccumulator.self, plan, grid)
        case .max: try folded(MaximumAccumulator.self, plan, grid)
        case .stdvar: try folded(VarianceAccumulator.self, plan, grid)
        case .stddev: try folded(DeviationAccumulator.self, plan, grid)
        case .quantile: try quantiles(plan, grid)
        case .topk, .bottomk, .limitk, .countValues, .limitRatio:
            throw .unsupported("the aggregation \(plan.symbol.rawValue)")
        }
    }

    private func folded<Fold: Accumulator>(
        _: Fold.Type,
        _ plan: AggregationPlan,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        try folded(Fold.self, plan, grid) { fold, _ in fold.result }
    }

    private func quantiles(_ plan: AggregationPlan, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        guard let parameter = plan.parameter else { throw .evaluation("quantile needs a number") }
        let quantiles = try scalars(parameter, grid)
        for quantile in [
            quantiles.first(where: \.isNaN), quantiles.max(by: Quantile.nanFirst),
            quantiles.min { $0 < $1 },
        ] {
            if let quantile, !Quantile.isValid(quantile) {
                annotations.add(.invalidQuantile(quantile), at: parameter.range)
            }
        }
        return try folded(CollectingAccumulator.self, plan, grid) { fold, step in
            Quantile.of(&fold.values, quantiles[step])
        }
    }

    /// Folds row by row; the samples of a step are told from the first one by an empty place.
    private func folded<Fold: Accumulator>(
        _: Fold.Type,
        _ plan: AggregationPlan,
        _ grid: StepGrid,
        _ result: (inout Fold, Int) -> Double
    ) throws(QueryError) -> SeriesTable {
        let mark = budget.current
        var groups = GroupIndex(plan.grouping)
        var folds: ContiguousArray<Fold?> = []
        try forEachRow(plan.input, grid) { row throws(QueryError) in
            let group = groups.group(of: row.labels, dropsName: row.dropsName)
            if folds.count < groups.count * grid.count {
                try self.budget.checkPlaces(rows: groups.count, steps: grid.count)
                folds.append(contentsOf: repeatElement(nil, count: grid.count))
            }
            let start = group &* grid.count
            folds.withUnsafeMutableBufferPointer { folds in
                for step in 0..<grid.count {
                    let value = row.values[step]
                    if value.isAbsent { continue }
                    if folds[start &+ step] == nil {
                        folds[start &+ step] = Fold(value)
                    } else {
                        folds[start &+ step]?.add(value)
                    }
                }
            }
        }
        var table = SeriesTable(steps: grid.count)
        table.reserveCapacity(groups.count)
        for group in 0..<groups.count {
            table.appendEmpty(groups.labels[group], dropsName: groups.dropsName[group])
            for step in 0..<grid.count {
                guard var fold = folds[group * grid.count + step] else { continue }
                table[group, step] = result(&fold, step)
            }
        }
        table.removeEmptyRows()
        try budget.settle(to: mark, keeping: table.sampleCount)
        return table
    }

    /// `count_values`: a series for each value that comes up, its text in a label.
    func countedValues(_ plan: CountValuesPlan, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        guard !plan.label.isEmpty else { throw .evaluation("invalid label name \"\"") }
        let mark = budget.current
        var groups = GroupIndex(plan.grouping)
        var counts: ContiguousArray<Double> = []
        var builder = LabelsBuilder()
        try forEachRow(plan.input, grid) { row throws(QueryError) in
            // Values often stay the same from step to step.
            var (last, group) = (Double.absent, 0)
            for step in 0..<grid.count {
                let value = row.values[step]
                if value.isAbsent { continue }
                if value.bitPattern != last.bitPattern {
                    last = value
                    builder.removeAll()
                    builder.add(row.labels)
                    builder.set(plan.label, GoText.number(value))
                    group = groups.group(of: builder.labels(), dropsName: false)
                    if counts.count < groups.count * grid.count {
                        try self.budget.checkPlaces(rows: groups.count, steps: grid.count)
                        counts.append(contentsOf: repeatElement(0, count: grid.count))
                    }
                }
                counts[group * grid.count + step] += 1
            }
        }
        var table = SeriesTable(steps: grid.count)
        for group in 0..<groups.count {
            let start = group * grid.count
            let row = counts[start..<start + grid.count].lazy.map { $0 == 0 ? Double.absent : $0 }
            table.append(groups.labels[group], values: Array(row))
        }
        try budget.settle(to: mark, keeping: table.sampleCount)
        return table
    }
}
