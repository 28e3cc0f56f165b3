struct WantsMethodHeader: ProbeRule {
    static let id = "sep-2243-server-reject-invalid-headers/missing-method"
    static let title = "A request without Mcp-Method is refused with 400 and -32020"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Streamable HTTP: Standard Request Headers")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeQuestion(.modern, "server/discover", "no Mcp-Method").with {
                $0.headers = [("Mcp-Method", nil)]
            }
        )
        return answer.mismatchVerdict
    }
}
