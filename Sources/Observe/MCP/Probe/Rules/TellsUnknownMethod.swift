internal import JSONRPC

struct TellsUnknownMethod: ProbeRule {
    static let id = "unknown-method"
    static let title = "A method that does not exist is refused with -32601"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("JSON-RPC 2.0", "5.1 Error object")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(ProbeQuestion(.legacy, "mcpctl/no-such-method"))
        return answer.error?.code == RPCError.methodNotFound
            ? .pass(answer.summary) : .fail("\(answer.summary) instead of code -32601")
    }
}
