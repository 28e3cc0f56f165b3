internal import Values

struct MarksResults: ProbeRule {
    static let id = "result-type"
    static let title = "Results say their resultType"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Basic: Responses")
    static let subject: String? = "tools/list"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let results = [facts.discover.result] + (facts.tools?.pages ?? []).map { $0 as Value? }
        for result in results.compactMap(\.self) where result["resultType"]?.string == nil {
            return .fail("a result has no `resultType`")
        }
        return .pass("\(results.count) of \(results.count) results have it")
    }
}
