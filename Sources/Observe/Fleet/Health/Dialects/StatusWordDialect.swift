internal import Values

/// An object with a word for how it is: `{"status": "ok"}`, `{"state": "DEGRADED", "message": "…"}`.
enum StatusWordDialect: HealthDialect {
    static let name = "word"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard let object = answer.tree?.object else { return nil }
        for key in ["status", "health", "state", "result"] {
            guard let value = object[key] else { continue }
            let said = value.string.flatMap(HealthWord.state) ?? value.bool.map { $0 ? .healthy : .unhealthy }
            guard let state = said ?? nested(value) else { continue }
            return HealthReport(name, state, reason: state == .healthy ? nil : HealthWord.message(of: object))
        }
        return nil
    }

    /// `{"health": {"status": "ok"}}`.
    private static func nested(_ value: Value) -> HealthState? {
        value["status"]?.string.flatMap(HealthWord.state)
    }
}
