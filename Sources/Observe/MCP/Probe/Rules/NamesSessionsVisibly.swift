internal import HTTP
internal import Values

struct NamesSessionsVisibly: ProbeRule {
    static let id = "session-id-visible-ascii"
    static let title = "Names of sessions are visible ASCII"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Session Management")
    static let subject: String? = "initialize"

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let name = facts.initialize.http?.headers["Mcp-Session-Id"] else {
            return .skip("it has no sessions")
        }
        return name.utf8.allSatisfy { 0x21...0x7E ~= $0 }
            ? .pass("\(name.utf8.count) characters") : .fail("it holds something else")
    }
}
