struct ChecksHost: ProbeRule {
    static let id = "localhost-host-rebinding-rejected"
    static let title = "A request for another host (Host) is refused"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference(
        "2025-11-25",
        "Security Best Practices: Local MCP Server Compromise"
    )
    static let isOpenToStrangers = true

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard facts.isLocal else { return .skip("what is not on this machine may have any name") }
        let answer = await bench.ask(
            ProbeRunner.opening(facts.era, "Host: evil.example").with {
                $0.headers = [("Host", "evil.example")]
            }
        )
        if answer.status == 401, facts.refusal != nil { return .pass("credentials come first: 401") }
        return answer.isRefusedByStatus
            ? .pass(answer.summary) : .fail("\(answer.summary) instead of 403 or 421")
    }
}
