/// How queries are evaluated and how much they may take.
package struct QueryOptions: Hashable, Sendable {
    /// How old the last sample of a series may be, in milliseconds; one exactly this old is too old.
    package var lookback: Int64 = 300_000
    /// How many samples a query may hold at once.
    package var maxSamples = 50_000_000
    /// How long a query may take; without an end when `nil`.
    package var timeout: Duration? = .seconds(120)
    /// The step of subqueries that name none, in milliseconds.
    package var subqueryStep: Int64 = 60_000
    /// Whether metric names go only at the end of the query, as with Prometheus' `promql-delayed-name-removal`.
    package var delaysNameRemoval = false
    /// Whether each part of the expression is measured.
    package var explains = false

    package init() {}
}
