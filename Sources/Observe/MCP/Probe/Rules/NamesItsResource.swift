internal import HTTP
internal import Values

struct NamesItsResource: ProbeRule {
    static let id = "auth-prm-endpoint-exists"
    static let title = "The metadata of the protected resource can be found"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("RFC 9728", "3 Obtaining Protected Resource Metadata")
    static let subject: String? = "server/discover"
    static let isOpenToStrangers = true

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        guard let refusal = facts.refusal, refusal.status == 401 else {
            return .skip("it answers without credentials")
        }
        let named = refusal.http?.challenges.compactMap(\.resourceMetadata).first
        let places = named.map { [$0] } ?? bench.metadataPlaces
        for place in places {
            let answer = await bench.get(place)
            guard answer.status == 200, let body = answer.http?.body else { continue }
            guard let document = ProbeRunner.json(body), document["resource"]?.string != nil,
                document["authorization_servers"]?.array?.isEmpty == false
            else { return .fail("what is found is not such a document") }
            return .pass(named == nil ? "at its well-known place" : "as WWW-Authenticate says")
        }
        return .fail(
            named == nil
                ? "WWW-Authenticate does not name it, and it is at neither well-known place"
                : "it is not where WWW-Authenticate says"
        )
    }
}
