internal import JSONRPC
internal import Values

struct ChecksParameters: ProbeRule {
    static let id = "invalid-params"
    static let title = "tools/call without a name is refused with -32602"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Server Features: Tools, Error Handling")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.server(facts.era)?.hasTools == true else { return .skip("it has no tools") }
        let answer = await bench.ask(
            ProbeQuestion(facts.era, "tools/call", "without a name").with {
                $0.params["arguments"] = .object(Object())
                $0.headers = [("Mcp-Name", facts.era == .modern ? "" : nil)]
            }
        )
        if answer.error?.code == RPCError.invalidParams { return .pass(answer.summary) }
        // Here the field is missing as well.
        if answer.error?.code == ModernError.headerMismatch { return .pass(answer.summary) }
        return .fail("\(answer.summary) instead of code -32602")
    }
}
