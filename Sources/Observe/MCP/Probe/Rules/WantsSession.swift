struct WantsSession: ProbeRule {
    static let id = "session-missing-400"
    static let title = "A request without the session is refused with 400"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Session Management")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.session != nil else { return .skip("it has no sessions") }
        let answer = await bench.ask(
            ProbeQuestion(.legacy, "tools/list", "no session").with { $0.session = .none }
        )
        return answer.status == 400 ? .pass(answer.summary) : .fail("\(answer.summary) instead of status 400")
    }
}
