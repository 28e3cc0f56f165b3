internal import Values

struct SendsKnownContent: ProbeRule {
    static let id = "content-type"
    static let title = "Answers are application/json or text/event-stream"
    static let level = ProbeLevel.must
    static let eras: Set<MCPEra> = [.modern, .legacy]
    static let reference = ProbeReference("2025-11-25", "Transports: Sending Messages to the Server")

    static func judge(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeVerdict {
        let types = await bench.contentTypes
        let known: Set<String> = ["application/json", "text/event-stream"]
        if let other = types.keys.sorted().first(where: { !known.contains($0) }) {
            return .fail("\(types[other] ?? 0) answers are \(other.isEmpty ? "without a type" : other)")
        }
        let list = types.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return types.isEmpty ? .skip("nothing was answered") : .pass(list)
    }
}
