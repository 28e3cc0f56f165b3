struct KnowsItsSessions: ProbeRule {
    static let id = "session-unknown-404"
    static let title = "A request with a session that never was is refused with 404"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Session Management")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.session != nil else { return .skip("it has no sessions") }
        let answer = await bench.ask(
            ProbeQuestion(.legacy, "tools/list", "a session that never was").with {
                $0.session = .named("mcpctl-no-such-session")
            }
        )
        return answer.status == 404 ? .pass(answer.summary) : .fail("\(answer.summary) instead of status 404")
    }
}
