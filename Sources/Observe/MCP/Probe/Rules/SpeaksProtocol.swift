struct SpeaksProtocol: ProbeRule {
    static let id = "speaks-mcp"
    static let title = "The endpoint answers server/discover or initialize"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference(
        "2026-07-28",
        "Versioning and Compatibility: Backward Compatibility"
    )
    static let subject: String? = "initialize"
    static let isAboutHTTP = false
    static let isOpenToStrangers = true

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        if facts.refusal != nil { return .skip("the server wants credentials first") }
        if let server = facts.modern ?? facts.legacy {
            return .pass("it speaks \(facts.modern.map { _ in "the newer era" } ?? server.protocolVersion)")
        }
        return .fail("neither server/discover nor initialize is answered: \(facts.initialize.summary)")
    }
}
