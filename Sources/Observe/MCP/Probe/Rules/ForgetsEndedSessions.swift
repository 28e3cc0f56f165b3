struct ForgetsEndedSessions: ProbeRule {
    static let id = "server-session-terminated-returns-404"
    static let title = "A session that was ended is answered with 404"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Session Management")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.session != nil else { return .skip("it has no sessions") }
        guard let session = await ProbeRunner.freshSession(bench) else {
            return .skip("it opened no other session")
        }
        guard let status = await bench.end(session).status, 200..<300 ~= status else {
            return .skip("it does not end sessions when asked to")
        }
        let answer = await bench.ask(
            ProbeQuestion(.legacy, "tools/list", "the ended session").with { $0.session = .named(session) }
        )
        return answer.status == 404 ? .pass(answer.summary) : .fail("\(answer.summary) instead of status 404")
    }
}
