internal import Values

struct TellsCaching: ProbeRule {
    static let id = "sep-2549-tools-list-caching-hints"
    static let title = "The list of tools says how long and for whom it may be kept"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Server Utilities: Caching")
    static let subject: String? = "tools/list"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let page = facts.tools?.pages.first else { return .skip("there is no list of tools") }
        guard let milliseconds = page["ttlMs"]?.number, milliseconds.double >= 0 else {
            return .fail("`ttlMs` is no number of at least 0")
        }
        guard let scope = page["cacheScope"]?.string, ["public", "private"].contains(scope) else {
            return .fail("`cacheScope` is neither public nor private")
        }
        return .pass("\(milliseconds.text) ms, \(scope)")
    }
}
