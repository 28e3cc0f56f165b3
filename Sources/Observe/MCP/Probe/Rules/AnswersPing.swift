internal import Values

struct AnswersPing: ProbeRule {
    static let id = "ping"
    static let title = "ping is answered with an empty result"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Utilities: Ping")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(ProbeQuestion(.legacy, "ping"))
        guard let result = answer.result else { return .fail("\(answer.summary) instead of a result") }
        return result.object?.isEmpty == true ? .pass("it is") : .warn("its result is not empty")
    }
}
