internal import Values

/// Spring Boot's actuator: UP, DOWN, OUT_OF_SERVICE or UNKNOWN, with components inside one another.
enum SpringDialect: HealthDialect {
    static let name = "spring"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard let object = answer.tree?.object, let word = object["status"]?.string,
            let state = HealthWord.state(word),
            let parts = (object["components"] ?? object["details"])?.object
        else { return nil }
        var components: [ComponentSnapshot] = []
        collect(parts, under: nil, depth: 0, into: &components)
        return HealthReport(name, state, reason: HealthWord.message(of: object), components: components)
    }

    private static func collect(
        _ parts: Object,
        under parent: String?,
        depth: Int,
        into components: inout [ComponentSnapshot]
    ) {
        for part in parts {
            let name = parent.map { "\($0)/\(part.key)" } ?? part.key
            guard let component = HealthWord.component(name, part.value) else { continue }
            components.append(component)
            if depth < 3, let inner = part.value["components"]?.object {
                collect(inner, under: name, depth: depth + 1, into: &components)
            }
        }
    }
}
