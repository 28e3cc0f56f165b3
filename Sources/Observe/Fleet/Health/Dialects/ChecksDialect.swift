internal import Values

/// A status and its checks: an object of booleans, words or objects, or a list of `{name, status, message}`.
enum ChecksDialect: HealthDialect {
    static let name = "checks"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard let object = answer.tree?.object else { return nil }
        let keys = ["checks", "components", "dependencies", "services", "results", "details", "entries"]
        guard
            let checks = keys.lazy.compactMap({ object[$0] }).first(where: {
                $0.object != nil || $0.array != nil
            })
        else { return nil }
        let components = components(of: checks)
        let word = ["status", "state", "health"].lazy.compactMap { object[$0]?.string }.first
        let said = word.flatMap(HealthWord.state)
        guard let state = said ?? HealthWord.worst(of: components) else { return nil }
        guard said != nil || !components.isEmpty else { return nil }
        return HealthReport(
            name,
            state,
            reason: state == .healthy ? nil : HealthWord.message(of: object),
            components: components
        )
    }

    private static func components(of checks: Value) -> [ComponentSnapshot] {
        if let object = checks.object {
            return object.members.compactMap { HealthWord.component($0.key, $0.value) }
        }
        return (checks.array ?? []).enumerated().compactMap { index, entry in
            let name = ["name", "component", "id", "check"].lazy.compactMap { entry[$0]?.string }.first
            return HealthWord.component(name ?? "check \(index + 1)", entry)
        }
    }
}
