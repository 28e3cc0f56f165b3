internal import GoText
internal import SampleStore

/// `topk`, `bottomk` and the sorting functions: rows as they are, some of them or in another order.
extension Evaluation {
    func rankedSelection(_ plan: RankedSelectionPlan, _ grid: StepGrid) throws(QueryError) -> SeriesTable {
        let mark = budget.current
        let limits = try scalars(plan.limit, grid)
        let input = try table(plan.input, grid)
        guard try checkLimits(limits) else {
            try budget.settle(to: mark, keeping: 0)
            return SeriesTable(steps: grid.count)
        }
        var groups = GroupIndex(plan.grouping)
        let groupOfRow = (0..<input.count).map {
            groups.group(of: input.labels[$0], dropsName: input.dropsName[$0])
        }
        var picked = SeriesTable(steps: grid.count)
        var placeOfRow: [Int: Int] = [:]
        for step in 0..<grid.count {
            let limit = Int(min(limits[step], Double(input.count)))
            guard limit >= 1 else { continue }
            var heaps = Array(repeating: RankedHeap(isTop: plan.isTop, limit: limit), count: groups.count)
            for row in 0..<input.count where !input[row, step].isAbsent {
                heaps[groupOfRow[row]].offer(RankedHeap.Entry(row: row, value: input[row, step]))
            }
            try deadline.spend(input.count)
            for heap in heaps {
                for entry in heap.ranked {
                    let place = placeOfRow[entry.row] ?? picked.count
                    if place == picked.count {
                        placeOfRow[entry.row] = place
                        picked.appendEmpty(input.labels[entry.row], dropsName: input.dropsName[entry.row])
                    }
                    picked[place, step] = entry.value
                }
            }
        }
        try budget.settle(to: mark, keeping: picked.sampleCount)
        return picked
    }

    /// Whether there is anything to pick at all.
    private func checkLimits(_ limits: ContiguousArray<Double>) throws(QueryError) -> Bool {
        // As in Go's `params.Max() < 1`, NaN is no reason to stop here.
        var (highest, lowest) = (-Double.infinity, Double.infinity)
        for limit in limits {
            highest = limit.isNaN || highest.isNaN ? .nan : max(highest, limit)
            lowest = limit.isNaN || lowest.isNaN ? .nan : min(lowest, limit)
        }
        if highest < 1 { return false }
        if highest.isNaN { throw .evaluation("Parameter value is NaN") }
        if lowest <= -9_223_372_036_854_775_808 {
            throw .evaluation("Scalar value \(GoText.shortest(lowest)) underflows int64")
        }
        if highest >= 9_223_372_036_854_774_784 {
            throw .evaluation("Scalar value \(GoText.shortest(highest)) overflows int64")
        }
        return true
    }

    /// By value with NaN at the end, at an instant: over a range answers are sorted by their labels.
    func sorted(
        _ input: PlanNode,
        _ isDescending: Bool,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        let rows = try table(input, grid)
        guard grid.count == 1 else { return rows }
        let order = (0..<rows.count).sorted { left, right in
            let (left, right) = (rows[left, 0], rows[right, 0])
            if left.isNaN || right.isNaN { return right.isNaN && !left.isNaN }
            return isDescending ? left > right : left < right
        }
        var sorted = SeriesTable(steps: 1)
        sorted.reserveCapacity(rows.count)
        for row in order {
            sorted.append(
                rows.labels[row],
                dropsName: rows.dropsName[row],
                values: CollectionOfOne(rows[row, 0])
            )
        }
        return sorted
    }
}
