/// What a series of a server tells a fleet.
struct MetricRole: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case toolCalls, toolErrors, toolDuration
        /// A histogram of everything the server does; calls of tools are told by `mcp_method_name`.
        case operations
        case requests, requestErrors, requestDuration
        /// The mean of a tool's or a server's durations, where only that is told.
        case toolMean, requestMean
        case cacheHits, cacheMisses, cacheSize, sessions, breakerState, rateLimitHits, rateLimitRemaining
    }

    /// Which of the series that make up a metric.
    enum Field: Sendable, Hashable { case value, bucket, sum, count }

    var part: Part
    var field = Field.value
    /// The labels that say of which tool, cache or breaker, in the order they are tried.
    var subject: [String] = []
    /// The label that says how it went, and its value for failure; without a value the usual words.
    var status: String?
    var errorStatus: String?
    /// Seconds in one unit of a duration.
    var unit = 1.0
}
