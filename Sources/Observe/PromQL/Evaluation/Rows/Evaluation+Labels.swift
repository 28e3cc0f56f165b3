internal import LinearRegex
internal import SampleStore

/// Functions that change labels and leave samples alone.
extension Evaluation {
    func labelReplaced(
        _ input: PlanNode,
        _ plan: LabelReplacePlan,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        try relabelled(input, target: plan.target, grid) { labels in
            plan.replaced(labels[plan.source] ?? "")
        }
    }

    func labelJoined(
        _ input: PlanNode,
        _ plan: LabelJoinPlan,
        _ grid: StepGrid
    ) throws(QueryError) -> SeriesTable {
        try relabelled(input, target: plan.target, grid) { labels in
            plan.sources.map { labels[$0] ?? "" }.joined(separator: plan.separator)
        }
    }

    /// Sets the label to what the labels give, or leaves the row as it is.
    private func relabelled(
        _ input: PlanNode,
        target: String,
        _ grid: StepGrid,
        _ value: (Labels) -> String?
    ) throws(QueryError) -> SeriesTable {
        var table = try table(input, grid)
        var builder = LabelsBuilder()
        for row in 0..<table.count {
            let labels = table.labels[row]
            guard let value = value(labels) else { continue }
            builder.removeAll()
            builder.add(labels)
            builder.set(target, value)
            // A name that is given anew stays.
            let dropsName = table.dropsName[row] && target != "__name__"
            table.setLabels(builder.labels(), dropsName: dropsName, at: row)
        }
        try table.mergeEqualRows()
        return table
    }
}
