internal import Values

/// What is known before the rules are looked at.
struct ProbeFacts: Sendable {
    var isHTTP: Bool
    /// Whether the server is on this machine, as far as its address tells.
    var isLocal: Bool
    var modern: MCPServer?
    var legacy: MCPServer?
    var discover: ProbeAnswer
    var initialize: ProbeAnswer
    /// The answer to `notifications/initialized`, where a session or a handshake was begun.
    var initialized: ProbeAnswer?
    /// The session of the older era that all rules share.
    var session: String?
    /// What the server answered to somebody without credentials, where it refused.
    var refusal: ProbeAnswer?
    var tools: ProbeTools?

    /// The era in which rules of both are looked at.
    var era: MCPEra { modern != nil ? .modern : .legacy }
    func server(_ era: MCPEra) -> MCPServer? { era == .modern ? modern : legacy }
}

/// The list of tools as it came.
struct ProbeTools: Sendable {
    /// The results of `tools/list`, page by page.
    var pages: [Value]
    /// What is wrong with the way from one page to the next.
    var problem: String?

    var tools: [Value] { pages.flatMap { $0["tools"]?.array ?? [] } }
}
