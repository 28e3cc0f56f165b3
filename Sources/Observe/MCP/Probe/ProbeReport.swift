package import HTTP

/// What a probe found out about one server.
package struct ProbeReport: Sendable {
    package enum Verdict: String, Sendable, CaseIterable { case pass, fail, warn, skip }

    /// One rule and what was found.
    package struct Finding: Sendable {
        package var id: String
        package var title: String
        package var level: ProbeLevel
        package var eras: [MCPEra]
        package var reference: ProbeReference
        package var verdict: Verdict
        /// Why, in one sentence without a full stop; may hold words of the server.
        package var message: String
        /// False where the server does not speak the era of the rule, or cannot be looked at.
        package var applies: Bool
        package var evidence: [Evidence]
    }

    /// A request and its answer, both shortened, without secrets.
    package struct Evidence: Sendable, Hashable {
        package var request: String
        package var answer: String

        /// Whether a method was asked for; of no method nothing is.
        func isAbout(_ method: String?) -> Bool {
            guard let method else { return false }
            return request.split(separator: ",")[0].split(separator: " ").last.map { $0 == method } ?? false
        }
    }

    /// Without credentials.
    package var endpoint: String
    /// The newer first.
    package var servers: [MCPServer] = []
    /// Why it cannot be looked at, where it cannot: credentials are missing, or it is no MCP server.
    package var obstacle: MCPFailure?
    package var toolCount: Int?
    /// Of the first exchange, over a fresh connection.
    package var timings: HTTPTimings?
    package var httpVersion: HTTPVersion?
    package var findings: [Finding] = []
    /// Sessions that the server opened during the probe, and those of them whose end it confirmed or does not have.
    package var sessions: (opened: Int, ended: Int) = (0, 0)

    package func count(_ verdict: Verdict) -> Int { findings.count { $0.verdict == verdict } }

    /// Whether the server keeps every rule that it must.
    package var isConforming: Bool { !findings.contains { $0.verdict == .fail } }
}
