internal import JSONRPC
internal import Values

struct RefusesUnknownTool: ProbeRule {
    static let id = "tools-call-error/unknown-tool"
    static let title = "A tool that does not exist is refused, or fails"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Server Features: Tools, Error Handling")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.server(facts.era)?.hasTools == true else { return .skip("it has no tools") }
        let answer = await bench.ask(
            ProbeQuestion(facts.era, "tools/call", "mcpctl-no-such-tool").with {
                $0.params["name"] = "mcpctl-no-such-tool"
                $0.params["arguments"] = .object(Object())
            }
        )
        if let error = answer.error {
            return error.code == RPCError.invalidParams
                ? .pass(answer.summary)
                : .warn("\(answer.summary): -32602 is what the specification has for it")
        }
        guard let result = answer.result else { return .fail(answer.summary) }
        return result["isError"]?.bool == true ? .pass("isError is true") : .fail("it is called and succeeds")
    }
}
