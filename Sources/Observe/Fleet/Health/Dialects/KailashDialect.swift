internal import Values

/// Kailash's MCPServer: components that are true when they are configured, and the issues in sentences.
enum KailashDialect: HealthDialect {
    static let name = "kailash"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard let object = answer.tree?.object, let parts = object["components"]?.object,
            let issues = object["issues"]?.array, let word = object["status"]?.string,
            let state = HealthWord.state(word)
        else { return nil }
        // A component that is not configured is false, which is no trouble.
        let components = parts.members.compactMap { member in
            member.value.bool.map {
                ComponentSnapshot(
                    name: member.key,
                    state: $0 ? .healthy : .unknown,
                    detail: $0 ? nil : "not configured"
                )
            }
        }
        let reasons = issues.compactMap(\.string)
        let isStopped = object["server"]?["running"]?.bool == false
        let reason =
            reasons.isEmpty
            ? (isStopped ? "its server is not running" : nil) : reasons.joined(separator: ", ")
        return HealthReport(
            name,
            isStopped && state == .healthy ? .degraded : state,
            reason: reason,
            components: components
        )
    }
}
