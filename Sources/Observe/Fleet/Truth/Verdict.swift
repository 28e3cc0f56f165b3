/// What is made of a poll's evidence.
struct Verdict: Sendable {
    var state = HealthState.unknown
    var reason = ""
    var claim: HealthState?
    var disagreement: String?
    var checks: [TruthSnapshot] = []
}

/// Something that is wrong, and how bad it is.
struct Trouble: Sendable {
    var state: HealthState
    /// A part of a sentence: `it lists no tools`.
    var text: String
    /// Whether the server would have to know it: then it contradicts a server that says it is healthy.
    var contradicts = true
}
