struct ListsPages: ProbeRule {
    static let id = "tools-list/paging"
    static let title = "The pages of the list of tools come to an end"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Utilities: Pagination")
    static let subject: String? = "tools/list"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let list = facts.tools else { return .skip("it has no tools") }
        if let problem = list.problem { return .fail(problem) }
        return .pass(list.pages.count == 1 ? "one page" : "\(list.pages.count) pages")
    }
}
