struct ComparesVersionHeader: ProbeRule {
    static let id = "sep-2575-http-server-header-mismatch-400"
    static let title = "A version in the field that is not the one in _meta is refused with 400 and -32020"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Streamable HTTP: Server Validation")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeQuestion(.modern, "server/discover", "_meta says 1900-01-01").with {
                $0.metaVersion = "1900-01-01"
            }
        )
        return answer.mismatchVerdict
    }
}
