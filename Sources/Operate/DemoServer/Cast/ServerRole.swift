/// A server as it was written: who it says it is, which dialects it speaks, and what it has.
struct ServerRole: Sendable {
    enum Eras: Sendable { case both, modern, legacy }

    var name: String
    var title: String
    var version: String
    /// What it is built with, in words: `TypeScript, patterns`.
    var framework: String
    var eras = Eras.both
    /// Whether it answers as a stream of events.
    var streamsAnswers = false
    var health: HealthDialect
    var metrics: MetricsDialect
    var tools: [ToolRole]
    var cache: (size: Int, timeToLive: Double)?
    var limit: (perMinute: Double, burst: Double)?
    /// Calls a second that the demo's clients make.
    var rate: Double
    /// Whether it wants a bearer token.
    var needsToken = false
    /// How many tools one page of `tools/list` holds.
    var pageSize = 50
    /// Seconds that a call may take.
    var timeout = 5.0

    var backends: [String] {
        tools.map(\.backend).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
