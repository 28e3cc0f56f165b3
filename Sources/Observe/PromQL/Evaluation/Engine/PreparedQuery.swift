package import SampleStore

/// A query with everything resolved that does not depend on time or data.
package struct PreparedQuery: Sendable {
    package let expression: Expression
    let root: PlanNode
    let nodes: Int
    let options: QueryOptions

    /// The answer at one moment, in milliseconds since the epoch.
    package func instant(at time: Int64, source: any SampleSource) throws(QueryError) -> QueryResult {
        let evaluation = Evaluation(options: options, source: source, bounds: time...time, nodes: nodes)
        return try result(of: evaluation, try evaluation.instantValue(root, at: time))
    }

    /// The answers from one moment to another, both in milliseconds since the epoch, every `step` milliseconds.
    package func range(
        from start: Int64,
        through end: Int64,
        step: Int64,
        source: any SampleSource
    ) throws(QueryError) -> QueryResult {
        guard expression.type == .vector || expression.type == .scalar else {
            throw .unsuitable(
                "invalid expression type \"\(expression.type.documentedName)\" for range query, "
                    + "must be Scalar or instant Vector"
            )
        }
        guard start <= end else { throw .unsuitable("end timestamp must not be before start time") }
        guard step > 0 else {
            throw .unsuitable("zero or negative query resolution step widths are not accepted")
        }
        let evaluation = Evaluation(options: options, source: source, bounds: start...end, nodes: nodes)
        let grid = StepGrid(from: start, through: end, step: step)
        return try result(of: evaluation, try evaluation.rangeValue(root, grid))
    }

    private func result(of evaluation: Evaluation, _ value: QueryValue) throws(QueryError) -> QueryResult {
        var statistics = evaluation.statistics
        statistics.peakSamples = evaluation.budget.peak
        return QueryResult(
            value: value,
            annotations: evaluation.annotations.all,
            statistics: statistics,
            explanation: evaluation.trace?.explanation(of: root)
        )
    }
}
