struct ChecksOrigin: ProbeRule {
    static let id = "origin-validated"
    static let title = "A request from a page elsewhere (Origin) is refused with 403"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Security Warning")
    static let isOpenToStrangers = true

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeRunner.opening(facts.era, "Origin: http://evil.example").with {
                $0.headers = [("Origin", "http://evil.example")]
            }
        )
        if answer.status == 401, facts.refusal != nil { return .pass("credentials come first: 401") }
        return answer.status == 403 ? .pass(answer.summary) : .fail("\(answer.summary) instead of status 403")
    }
}
