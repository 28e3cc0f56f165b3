struct ChecksVersionHeader: ProbeRule {
    static let id = "server-protocol-version-header-unsupported-past"
    static let title = "A version in the field that is not supported is refused with 400"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Protocol Version Header")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let version = facts.legacy?.protocolVersion, version >= "2025-06-18" else {
            return .skip("its revision has no such field")
        }
        let answer = await bench.ask(
            ProbeQuestion(.legacy, "ping", "MCP-Protocol-Version: 2000-01-01").with {
                $0.headers = [("MCP-Protocol-Version", "2000-01-01")]
            }
        )
        return answer.status == 400 ? .pass(answer.summary) : .fail("\(answer.summary) instead of status 400")
    }
}
