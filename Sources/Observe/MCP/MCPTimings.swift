/// What the time of one exchange went into.
package struct MCPTimings: Sendable, Equatable {
    /// From the beginning to the whole answer.
    package var total: Duration

    package init(total: Duration) { self.total = total }
}
