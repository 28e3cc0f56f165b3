internal import JSONRPC

struct RefusesBrokenJSON: ProbeRule {
    static let id = "parse-error"
    static let title = "What is no JSON is refused with an error status and -32700"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Sending Messages to the Server")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeQuestion(facts.era, "tools/list", "the body {\"jsonrpc\":").with {
                $0.body = Array("{\"jsonrpc\":".utf8)
            }
        )
        guard answer.isRefusedByStatus else { return .fail("\(answer.summary) instead of a status 4xx") }
        return answer.error?.code == RPCError.parseError
            ? .pass(answer.summary) : .warn("\(answer.summary): code -32700 would say what is wrong")
    }
}
