internal import JSONRPC

struct WantsMetadata: ProbeRule {
    static let id = "sep-2575-http-server-meta-invalid-400"
    static let title = "A request without _meta is refused with 400 and -32602"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Basic: _meta")
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeQuestion(.modern, "tools/list", "no _meta").with { $0.leavesMetaOut = true }
        )
        guard let error = answer.error else { return .fail("\(answer.summary) instead of a refusal") }
        guard answer.status ?? 400 == 400 else { return .fail("status \(answer.status ?? 0) instead of 400") }
        // What is missing is in a field and in the message: either error says so.
        guard [RPCError.invalidParams, ModernError.headerMismatch].contains(error.code) else {
            return facts.legacy != nil && !facts.isHTTP
                ? .skip("a program of both eras takes it for the older one")
                : .fail("code \(error.code) instead of -32602")
        }
        return .pass(answer.summary)
    }
}
