/// What was counted of calls between two moments: of one tool, or of all.
struct CallTally: Sendable {
    var calls: UInt32 = 0
    var errors: UInt32 = 0
    /// Failures by a metric of their own.
    var reported: UInt32 = 0
    /// How many durations were measured, and their sum in seconds.
    var measured: UInt32 = 0
    var failedMeasured: UInt32 = 0
    var seconds = 0.0
    /// Durations up to each bound, in the order the bounds were met.
    var buckets: ContiguousArray<UInt32> = []

    mutating func add(_ other: CallTally) {
        calls &+= other.calls
        errors &+= other.errors
        reported &+= other.reported
        measured &+= other.measured
        failedMeasured &+= other.failedMeasured
        seconds += other.seconds
        while buckets.count < other.buckets.count { buckets.append(0) }
        for index in other.buckets.indices { buckets[index] &+= other.buckets[index] }
    }
}

/// What kinds of series tell of a tool, or of all calls.
struct CallSources: OptionSet, Sendable {
    let rawValue: UInt8

    static let calls = CallSources(rawValue: 1)
    static let errors = CallSources(rawValue: 2)
    static let durations = CallSources(rawValue: 4)
    static let buckets = CallSources(rawValue: 8)
    /// Failures stand beside successes, in a label of the calls or of the durations.
    static let status = CallSources(rawValue: 16)
    static let durationErrors = CallSources(rawValue: 32)
    /// The protocol's operations: a tool's own failures are successes among them.
    static let operations = CallSources(rawValue: 64)
}
