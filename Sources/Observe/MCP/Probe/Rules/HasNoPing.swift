internal import JSONRPC

struct HasNoPing: ProbeRule {
    static let id = "sep-2575-http-server-method-not-found-404-ping"
    static let title = "ping, which the newer era has not, is refused as an unknown method"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Changelog: Removed")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(ProbeQuestion(.modern, "ping"))
        guard answer.error?.code == RPCError.methodNotFound, answer.status ?? 404 == 404 else {
            return .fail("\(answer.summary) instead of status 404 and code -32601")
        }
        return .pass(answer.summary)
    }
}
