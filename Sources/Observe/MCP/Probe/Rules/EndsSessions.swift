internal import HTTP

struct EndsSessions: ProbeRule {
    static let id = "server-session-delete-accepted"
    static let title = "DELETE ends a session, or is refused with 405"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Session Management")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.session != nil else {
            let answer = await bench.ask(ProbeQuestion(.legacy, "").with { $0.verb = .delete })
            return answer.isRefusedByStatus
                ? .pass(answer.summary) : .fail("\(answer.summary) without a session")
        }
        guard let session = await ProbeRunner.freshSession(bench) else {
            return .skip("it opened no other session")
        }
        let answer = await bench.end(session)
        guard let status = answer.status else { return .fail(answer.summary) }
        return 200..<300 ~= status || status == 405
            ? .pass(answer.summary) : .fail("\(answer.summary) instead of 200, 204 or 405")
    }
}
