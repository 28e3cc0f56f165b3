internal import JSONRPC
internal import Values

struct RefusesBatches: ProbeRule {
    static let id = "json-rpc-batch-rejected"
    static let title = "Several messages in one request are refused"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-06-18", "Transports: Sending Messages to the Server")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.era == .modern || (facts.legacy?.protocolVersion ?? "") >= "2025-06-18" else {
            return .skip("its revision has batches")
        }
        let messages = [1, 2].map {
            RPCRequest(id: .int($0), facts.era == .modern ? "server/discover" : "ping").value
        }
        let answer = await bench.ask(
            ProbeQuestion(facts.era, facts.era == .modern ? "server/discover" : "ping", "a batch of two").with
            {
                $0.body = Array(Value.array(messages).json(.compact).utf8)
            }
        )
        guard answer.isRefusedByStatus else { return .fail("\(answer.summary) instead of a status 4xx") }
        return answer.error == nil
            ? .warn("\(answer.summary), without an error of JSON-RPC") : .pass(answer.summary)
    }
}
