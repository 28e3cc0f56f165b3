internal import HTTP

struct AnswersGet: ProbeRule {
    static let id = "get-stream"
    static let title = "GET opens a stream of events, or is refused with 405"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Listening for Messages from the Server")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeQuestion(.legacy, "").with {
                $0.verb = .get
                $0.headers = [("Accept", "text/event-stream")]
            }
        )
        if answer.http?.isStream == true { return .pass("a stream of events") }
        if answer.failure?.kind == .transfer(.timedOut) {
            return .warn("nothing comes in time, not even a status")
        }
        return answer.status == 405 ? .pass("405") : .fail("\(answer.summary) instead of a stream or 405")
    }
}
