struct ComparesMethodHeader: ProbeRule {
    static let id = "sep-2243-server-reject-invalid-headers"
    static let title = "Mcp-Method that is not the message's method is refused with 400 and -32020"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Streamable HTTP: Server Validation")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeQuestion(.modern, "server/discover", "Mcp-Method: tools/call").with {
                $0.headers = [("Mcp-Method", "tools/call")]
            }
        )
        return answer.mismatchVerdict
    }
}
