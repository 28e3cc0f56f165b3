struct HeedsAccept: ProbeRule {
    static let id = "accept-header"
    static let title = "Who cannot read streams is not sent one"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Sending Messages to the Server")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeRunner.opening(facts.era, "Accept: application/json").with {
                $0.headers = [("Accept", "application/json")]
            }
        )
        if answer.isRefusedByStatus { return .pass("refused: \(answer.summary)") }
        guard answer.http?.isSuccess == true else { return .fail(answer.summary) }
        return answer.http?.isStream == true
            ? .fail("it sends a stream all the same") : .pass("it answers as JSON")
    }
}
