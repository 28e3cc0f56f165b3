internal import HTTP
internal import Values

struct ShowsServerCard: ProbeRule {
    static let id = "server-card"
    static let title = "A server card, where there is one, says who the server is"
    static let level = ProbeLevel.should
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("experimental", "Server Card")
    static let isOpenToStrangers = true

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let answer = await bench.get(bench.cardPlace)
        guard answer.status == 200, answer.http?.contentType == "application/json",
            let body = answer.http?.body
        else {
            return .skip("there is none")
        }
        let card = ProbeRunner.json(body)
        guard let name = card?["name"]?.string ?? card?["serverInfo"]?["name"]?.string else {
            return .fail("it has no name")
        }
        return .pass(name)
    }
}
