internal import HTTP

struct ChallengesStrangers: ProbeRule {
    static let id = "auth-401-www-authenticate-present"
    static let title = "Who has no credentials is told which are wanted (WWW-Authenticate)"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Authorization: Access Token Usage")
    static let subject: String? = "server/discover"
    static let isOpenToStrangers = true

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let answer = facts.refusal, answer.status == 401 else {
            return .skip("it answers without credentials")
        }
        let challenges = answer.http?.challenges ?? []
        guard !challenges.isEmpty else { return .fail("401 without WWW-Authenticate") }
        return .pass("it wants \(challenges.map(\.scheme).joined(separator: ", "))")
    }
}
