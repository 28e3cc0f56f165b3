internal import JSONRPC
internal import Values

struct RefusesUnsupportedVersion: ProbeRule {
    static let id = "sep-2575-server-unsupported-version-error"
    static let title = "A version that is not supported is refused with 400, -32022 and those that are"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern]
    static let reference = ProbeReference(
        "2026-07-28",
        "Versioning and Compatibility: Protocol Version Negotiation"
    )
    static let isAboutHTTP = false

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let asked = "1900-01-01"
        let answer = await bench.ask(
            ProbeQuestion(.modern, "server/discover", "version \(asked)").with {
                $0.metaVersion = asked
                $0.headers = [("MCP-Protocol-Version", asked)]
            }
        )
        guard let error = answer.error, error.code == ModernError.unsupportedVersion else {
            return .fail("\(answer.summary) instead of code -32022")
        }
        guard answer.status ?? 400 == 400 else { return .fail("status \(answer.status ?? 0) instead of 400") }
        guard let supported = ModernError.supportedVersions(error), !supported.isEmpty else {
            return .fail("`data.supported` does not list the versions")
        }
        guard error.data?["requested"]?.string == asked else {
            return .fail("`data.requested` does not repeat the version")
        }
        return .pass("it names \(supported.joined(separator: ", "))")
    }
}
