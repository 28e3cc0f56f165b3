package import SampleStore

/// Evaluates queries over any source of samples.
package struct QueryEngine: Sendable {
    package var options: QueryOptions

    package init(_ options: QueryOptions = QueryOptions()) { self.options = options }

    /// The query ready to be evaluated again and again.
    package func prepare(_ expression: Expression) throws(QueryError) -> PreparedQuery {
        var planner = Planner(options: options)
        let root = try planner.plan(expression)
        return PreparedQuery(expression: expression, root: root, nodes: planner.count, options: options)
    }

    /// The answer at one moment, in milliseconds since the epoch.
    package func instant(
        _ expression: Expression,
        at time: Int64,
        source: any SampleSource
    ) throws(QueryError) -> QueryResult {
        try prepare(expression).instant(at: time, source: source)
    }

    /// The answers from one moment to another, both in milliseconds since the epoch, every `step` milliseconds.
    package func range(
        _ expression: Expression,
        from start: Int64,
        through end: Int64,
        step: Int64,
        source: any SampleSource
    ) throws(QueryError) -> QueryResult {
        try prepare(expression).range(from: start, through: end, step: step, source: source)
    }
}
