internal import JSONRPC

struct KnowsUnknownMethod: ProbeRule {
    static let id = "sep-2575-http-server-method-not-found-404"
    static let title = "A method that does not exist is refused with 404 and -32601"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Streamable HTTP: Protocol Version Header")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(ProbeQuestion(.modern, "mcpctl/no-such-method"))
        guard answer.error?.code == RPCError.methodNotFound else {
            return .fail("\(answer.summary) instead of code -32601")
        }
        guard answer.status ?? 404 == 404 else { return .fail("status \(answer.status ?? 0) instead of 404") }
        return .pass(answer.summary)
    }
}
