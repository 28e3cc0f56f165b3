internal import Values

struct NegotiatesVersion: ProbeRule {
    static let id = "server-initialize/version-negotiation"
    static let title = "A version that does not exist is answered with one that does, or refused"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Lifecycle: Version Negotiation")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.ask(
            ProbeQuestion(.legacy, "initialize", "version 1900-01-01").with {
                $0.session = .none
                $0.params = ProbeRunner.initialize(version: "1900-01-01")
            }
        )
        if let version = answer.result?["protocolVersion"]?.string {
            return version == "1900-01-01"
                ? .fail("it agrees to a version that does not exist") : .pass("it offers \(version)")
        }
        return answer.error == nil ? .fail("\(answer.summary) instead of a version") : .pass(answer.summary)
    }
}
