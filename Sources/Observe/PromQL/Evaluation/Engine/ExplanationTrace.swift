/// What was measured of each node of a plan.
struct ExplanationTrace {
    struct Measure {
        var series = 0
        var samplesRead = 0
        var steps = 0
        /// With the nodes below; `nil` when its rows were made within its parent.
        var duration: Duration?
    }

    private(set) var measures: [Measure]

    init(nodes: Int) { measures = Array(repeating: Measure(), count: nodes) }

    mutating func add(_ node: PlanNode, _ body: (inout Measure) -> Void) {
        if measures.indices.contains(node.id) { body(&measures[node.id]) }
    }

    /// The tree of a plan with what was measured.
    func explanation(of node: PlanNode) -> Explanation {
        let measure = measures.indices.contains(node.id) ? measures[node.id] : Measure()
        return Explanation(
            expression: String(describing: node.expression),
            type: node.expression.type.documentedName,
            method: node.isRepeated ? "\(node.work.method), once for all steps" : node.work.method,
            series: measure.series,
            samplesRead: measure.samplesRead,
            steps: measure.steps,
            duration: measure.duration,
            parts: node.work.inputs.filter { $0.id >= 0 }.map(explanation)
        )
    }
}

extension Evaluation {
    /// Runs what makes a node's result, and notes what it took.
    func measured(
        _ node: PlanNode,
        _ grid: StepGrid,
        _ body: () throws(QueryError) -> SeriesTable
    ) throws(QueryError) -> SeriesTable {
        guard trace != nil else { return try body() }
        let start = ContinuousClock.now
        let table = try body()
        let duration = ContinuousClock.now - start
        trace?.add(node) { measure in
            measure.series = max(measure.series, table.count)
            measure.steps += grid.count
            measure.duration = (measure.duration ?? .zero) + duration
        }
        return table
    }
}
