struct AcceptsInitialized: ProbeRule {
    static let id = "server-session-initialized-accepted"
    static let title = "A notification is taken with 202 and no body"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Sending Messages to the Server")
    static let subject: String? = "notifications/initialized"

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let answer = facts.initialized else { return .skip("no handshake went that far") }
        guard answer.status == 202 else { return .fail("\(answer.summary) instead of 202") }
        return answer.http?.body.isEmpty == false ? .fail("202 with a body") : .pass("202 without a body")
    }
}
