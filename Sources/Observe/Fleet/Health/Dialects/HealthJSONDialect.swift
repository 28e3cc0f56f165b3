internal import Values

/// `application/health+json`: a status of pass, warn or fail, and checks that are lists (draft-inadarei-api-health-check-06).
enum HealthJSONDialect: HealthDialect {
    static let name = "health+json"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard let object = answer.tree?.object, let word = object["status"]?.string,
            let state = HealthWord.state(word)
        else { return nil }
        let checks = object["checks"]?.object
        let hasLists = checks?.isEmpty == false && checks?.allSatisfy { $0.value.array != nil } == true
        guard hasLists || answer.mediaType == "application/health+json" else { return nil }
        var components: [ComponentSnapshot] = []
        for check in checks ?? Object() {
            for entry in check.value.array ?? [] {
                guard let entry = entry.object, let word = entry["status"]?.string else { continue }
                let node = (entry["componentId"]?.string).map { "\(check.key) \($0)" } ?? check.key
                components.append(
                    ComponentSnapshot(
                        name: node,
                        state: HealthWord.state(word) ?? .unknown,
                        detail: entry["output"]?.string
                    )
                )
            }
        }
        // "output" is the raw error when the state is not pass (section 3.5).
        let reason = object["output"]?.string ?? object["notes"]?.array?.first?.string
        return HealthReport(name, state, reason: state == .healthy ? nil : reason, components: components)
    }
}
