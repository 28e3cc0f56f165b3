internal import Values

struct ImplementsDiscover: ProbeRule {
    static let id = "sep-2575-server-implements-discover"
    static let title = "server/discover tells supportedVersions and capabilities"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference("2026-07-28", "Server Features: Discovery")
    static let subject: String? = "server/discover"
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let result = facts.discover.result else {
            return .fail("it is not answered: \(facts.discover.summary)")
        }
        guard let versions = result["supportedVersions"]?.array, !versions.isEmpty,
            versions.allSatisfy({ $0.string != nil })
        else { return .fail("`supportedVersions` is not a list of revisions") }
        guard result["capabilities"]?.object != nil else { return .fail("`capabilities` is not an object") }
        return .pass("it speaks \(versions.compactMap(\.string).joined(separator: ", "))")
    }
}
