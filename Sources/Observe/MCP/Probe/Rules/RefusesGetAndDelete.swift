internal import HTTP
internal import Values

struct RefusesGetAndDelete: ProbeRule {
    static let id = "sep-2567-server-rejects-get-and-delete"
    static let title = "GET and DELETE are refused with 405"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Streamable HTTP: Earlier Streamable HTTP Revisions")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.legacy == nil else { return .skip("the older era, which it speaks too, has both") }
        for verb in [HTTPRequest.Method.get, .delete] {
            let answer = await bench.ask(ProbeQuestion(.modern, "").with { $0.verb = verb })
            guard answer.status == 405 else {
                return .fail("\(verb.rawValue): \(answer.summary) instead of 405")
            }
        }
        return .pass("both with 405")
    }
}
