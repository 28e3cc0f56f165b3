internal import SampleStore

/// One series of an instant vector over all steps, while it is handed on; good during the call only.
struct Row {
    var labels: Labels
    /// Whether the metric name goes at the end of the query: only ever set when its removal is delayed.
    var dropsName: Bool
    /// As many as the grid has steps; `absent` where the series has no sample.
    let values: UnsafeMutableBufferPointer<Double>
}

/// Takes rows one after another.
typealias RowBody = (Row) throws(QueryError) -> Void
