internal import Diagnostics
internal import Values

extension RuleCheck {
    /// A text that names a label which the expression has dropped: people would read nothing there.
    static let droppedLabels = RuleCheck(id: "dropped-label") { rule, _ in
        let known = rule.query.labels.union(identity).union(rule.labels.keys)
        return rule.annotations.flatMap { annotation in
            labels(in: annotation.value.string ?? "").filter { !known.contains($0) }.map {
                "its \(annotation.key) names the label '\($0)', which the expression does not keep"
            }
        }
    }

    /// The labels that say which server it is.
    private static let identity: Set<String> = ["job", "service", "team", "environment", "namespace"]

    /// The names after `$labels.` in a text.
    private static func labels(in text: String) -> [String] {
        guard text.holds("$labels.") else { return [] }
        return text.ranges(of: "$labels.").map { range in
            String(text[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
    }
}
