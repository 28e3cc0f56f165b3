internal import Values

struct ListsTools: ProbeRule {
    static let id = "tools-list"
    static let title = "Every tool has a name and an inputSchema that describes an object"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Server Features: Tools, Data Types")
    static let subject: String? = "tools/list"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let list = facts.tools else { return .skip("it has no tools") }
        guard list.pages.allSatisfy({ $0["tools"]?.array != nil }) else {
            return .fail("`tools` is not a list")
        }
        var names: Set<String> = []
        for tool in list.tools {
            guard let name = tool["name"]?.string, !name.isEmpty else { return .fail("a tool has no name") }
            guard names.insert(name).inserted else { return .fail("two tools are called \(name)") }
            guard let schema = tool["inputSchema"]?.object else {
                return .fail("\(name) has no `inputSchema`")
            }
            guard schema["type"]?.string == "object" else {
                return .fail("the `inputSchema` of \(name) does not describe an object")
            }
        }
        return .pass("\(names.count) tools")
    }
}
