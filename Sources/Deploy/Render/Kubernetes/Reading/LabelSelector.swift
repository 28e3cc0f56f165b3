internal import Values

/// Chooses objects by their labels.
struct LabelSelector {
    private struct Requirement {
        let key: String
        let relation: String
        let values: [String]
    }

    private var requirements: [Requirement] = []

    /// A mapping of labels, as a Service has it.
    init(equal labels: Value?) {
        for member in labels?.object ?? Object() {
            guard let value = member.value.string else { continue }
            requirements.append(Requirement(key: member.key, relation: "In", values: [value]))
        }
    }

    /// `matchLabels` and `matchExpressions`.
    init(_ selector: Value?) {
        self.init(equal: selector?["matchLabels"])
        for expression in selector?.list("matchExpressions") ?? [] {
            requirements.append(
                Requirement(
                    key: expression.text("key") ?? "",
                    relation: expression.text("operator") ?? "",
                    values: expression.list("values").compactMap(\.string)
                )
            )
        }
    }

    /// Whether it asks for nothing, and so chooses everything.
    var isEmpty: Bool { requirements.isEmpty }

    /// The label keys it asks for.
    var keys: [String] { requirements.map(\.key) }

    func matches(_ labels: [String: String]) -> Bool {
        requirements.allSatisfy { requirement in
            let value = labels[requirement.key]
            return switch requirement.relation {
            case "In": value.map(requirement.values.contains) ?? false
            case "NotIn": value.map { !requirement.values.contains($0) } ?? true
            case "Exists": value != nil
            case "DoesNotExist": value == nil
            default: false
            }
        }
    }
}
