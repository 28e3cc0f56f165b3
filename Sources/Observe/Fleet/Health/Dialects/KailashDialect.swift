internal import Values

/// Kailash's MCPServer: components that are true when they are configured, and the issues in sentences.
enum KailashDialect: HealthDialect {
    static let name = "kailash"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard let object = answer.tree?.object, let parts = object["components"]?.object,
            let issues = object["issues"]?.array, let word = object["status"]?.string,
            let state = HealthWord.state(word)
        else { return nil }
        let reasons = issues.compactMap(\.string)
        let components = parts.members.compactMap { member in
            member.value.bool.map { component(member.key, isThere: $0, reasons) }
        }
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

    /// One that is not configured is false, which is no trouble; one that an issue speaks of is.
    private static func component(
        _ name: String,
        isThere: Bool,
        _ issues: [String]
    ) -> ComponentSnapshot {
        if isThere { return ComponentSnapshot(name: name, state: .healthy) }
        guard let issue = issues.first(where: { $0.contains(name) }) else {
            return ComponentSnapshot(name: name, state: .unknown, detail: "not configured")
        }
        return ComponentSnapshot(name: name, state: .unhealthy, detail: issue)
    }
}
