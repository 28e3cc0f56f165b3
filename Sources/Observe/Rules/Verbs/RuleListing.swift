internal import Diagnostics
internal import GoText
internal import PromQL
package import Values

/// What is in files of rules.
package struct RuleListing: Sendable {
    package let files: [RuleFile]

    package init(_ files: [RuleFile]) { self.files = files }

    /// Groups with their rules, one a line.
    package var text: String {
        files.flatMap { file in
            file.groups.flatMap { group in
                let interval = group.interval.map { ", every \(PromDuration(milliseconds: $0))" } ?? ""
                return [
                    "\(visible(file.file.name)): \(visible(group.name.text)) (\(group.rules.count) rules\(interval))"
                ]
                    + group.rules.map { rule in
                        let hold = rule.hold > 0 ? "  for \(PromDuration(milliseconds: rule.hold))" : ""
                        let labels = rule.labels.map { "\($0.name)=\(GoText.quoted($0.value.text))" }
                        let shown = labels.isEmpty ? "" : "  {\(labels.joined(separator: ", "))}"
                        return "  \(rule.kind.rawValue)  \(visible(rule.name.text))  "
                            + "\(visible(rule.tree.description))\(hold)\(visible(shown))"
                    }
            }
        }.joined(separator: "\n")
    }

    package var json: Value {
        .array(
            files.flatMap { file in
                file.groups.flatMap { group in
                    group.rules.map { rule -> Value in
                        [
                            "file": .string(file.file.name), "line": .int(rule.location.line),
                            "group": .string(group.name.text), "kind": .string(rule.kind.rawValue),
                            "name": .string(rule.name.text), "query": .string(rule.tree.description),
                            "intervalSeconds": group.interval.map { .number(Number(Double($0) / 1000)) }
                                ?? .null,
                            "forSeconds": .number(Number(Double(rule.hold) / 1000)),
                            "keepFiringForSeconds": .number(Number(Double(rule.keepFiringFor) / 1000)),
                            "labels": Self.json(rule.labels), "annotations": Self.json(rule.annotations),
                        ]
                    }
                }
            }
        )
    }

    private static func json(_ labels: [RuleLabel]) -> Value {
        var object = Object()
        for label in labels { object[label.name] = .string(label.value.text) }
        return .object(object)
    }
}
