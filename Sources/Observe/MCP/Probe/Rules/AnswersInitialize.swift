internal import Values

struct AnswersInitialize: ProbeRule {
    static let id = "server-initialize"
    static let title = "initialize tells the version, the capabilities and who answers"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.legacy]
    static let reference = ProbeReference("2025-11-25", "Lifecycle: Initialization")
    static let subject: String? = "initialize"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let result = facts.initialize.result else {
            return .fail("it is not answered: \(facts.initialize.summary)")
        }
        guard let version = result["protocolVersion"]?.string else {
            return .fail("there is no `protocolVersion`")
        }
        guard result["capabilities"]?.object != nil else { return .fail("`capabilities` is not an object") }
        guard let name = result["serverInfo"]?["name"]?.string,
            result["serverInfo"]?["version"]?.string != nil
        else {
            return .fail("`serverInfo` has no name and version")
        }
        return .pass("\(name) speaks \(version)")
    }
}
