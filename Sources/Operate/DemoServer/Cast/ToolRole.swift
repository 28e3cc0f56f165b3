/// A tool as it was written: what it is called, what it asks, and what it costs.
struct ToolRole: Sendable {
    var name: String
    var description: String
    /// What it asks when it is called; there is a breaker before each backend.
    var backend: String
    /// Milliseconds of a usual call.
    var median: Double
    /// How often it is called beside the others of its server.
    var weight: Double
    /// Its one argument.
    var argument: String
    /// What it is called with by the demo's own clients.
    var subjects: [String]
    var isCached = false
    /// Of its own accord, from 0 to 1.
    var errorRatio = 0.004
}
