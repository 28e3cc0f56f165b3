struct MatchesCapabilities: ProbeRule {
    static let id = "sep-2575-discover-capabilities-match-handlers"
    static let title = "Tools are listed where they are announced"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2026-07-28", "Server Features: Tools, Capabilities")
    static let subject: String? = "tools/list"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let server = facts.server(facts.era) else { return .skip("nothing is announced") }
        if server.hasTools {
            return facts.tools == nil
                ? .fail("tools are announced and not listed") : .pass("announced and listed")
        }
        let answer = await bench.ask(ProbeQuestion(facts.era, "tools/list"))
        return answer.result == nil
            ? .pass("neither announced nor listed") : .fail("tools are listed and not announced")
    }
}
