internal import Values

struct IdentifiesItself: ProbeRule {
    static let id = "sep-2575-server-identifies-in-result-meta"
    static let title = "The server says its name and version in _meta"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Basic: _meta")
    static let subject: String? = "server/discover"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let info = facts.discover.result?["_meta"]?["io.modelcontextprotocol/serverInfo"]
        guard let name = info?["name"]?.string, let version = info?["version"]?.string else {
            return .fail("`_meta` has no io.modelcontextprotocol/serverInfo with a name and a version")
        }
        return .pass("\(name) \(version)")
    }
}
