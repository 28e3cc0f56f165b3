internal import Diagnostics
internal import PromQL
internal import SampleStore

/// A label that the expression drops comes out empty in templates.
struct TemplateLabels: SingleRuleCheck {
    static let id = "alerts/template"
    static let summary = "a template uses a label that the expression does not have"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        guard subject.rule.kind == .alerting else { return [] }
        let knowledge = LabelKnowledge(of: subject.tree)
        return (subject.rule.labels + subject.rule.annotations).flatMap { label -> [RuleFinding] in
            guard let uses = label.template?.uses else { return [] }
            let unknown = uses.unknownFields.map { field in
                subject.finding(
                    Self.self,
                    "there is no `.\(field.name)` in a template of an alert",
                    at: label.value.location(at: field.offset),
                    .error,
                    hint: "there are .Labels, .Value, .ExternalLabels and .ExternalURL"
                )
            }
            return unknown
                + uses.labels.filter { !knowledge.canHave($0.name) && $0.name != "alertname" }.map { used in
                    let reason = knowledge.reason.map { node in
                        Diagnostic.Note(
                            "`\(subject.text(of: node))` has no such label",
                            at: subject.rule.location(of: node.range)
                        )
                    }
                    return subject.finding(
                        Self.self,
                        "the template uses the label `\(used.name)`, which the expression drops",
                        at: label.value.location(at: used.offset),
                        notes: reason.map { [$0] } ?? [],
                        hint: "keep it, as in `by (\(used.name))`, or leave it out of the text"
                    )
                }
        }
    }
}

/// The labels of an alert are who it is; one that changes with the value is another alert each time.
struct TemplateValueInLabels: SingleRuleCheck {
    static let id = "alerts/identity"
    static let summary = "a label that shows the value makes a new alert of every change"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        guard subject.rule.kind == .alerting else { return [] }
        return subject.rule.labels.compactMap { label in
            guard let uses = label.template?.uses, uses.value, !Self.isChoice(label.value.text) else {
                return nil
            }
            return subject.finding(
                Self.self,
                "the label `\(label.name)` changes with the value, so `for` starts anew each time",
                at: label.value.location,
                hint: "show the value in an annotation instead"
            )
        }
    }

    /// `{{ if gt $value 10.0 }}page{{ else }}ticket{{ end }}` is meant.
    private static func isChoice(_ text: String) -> Bool { text.contains("if ") }
}

/// Go compares numbers of one type only, and `$value` has a fraction.
struct TemplateComparison: SingleRuleCheck {
    static let id = "alerts/template-type"
    static let summary = "a template that fails whenever it is rendered"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        guard subject.rule.kind == .alerting else { return [] }
        let names = subject.tree.selectors.flatMap { $0.selector.matchers.map(\.name) }
        let labels = Dictionary(names.map { ($0, "value") }) { first, _ in first }
        return (subject.rule.labels + subject.rule.annotations).compactMap { label in
            guard let template = label.template, !template.uses.query else { return nil }
            let environment = TemplateEnvironment(now: 0) { _ throws(TemplateQueryError) in [] }
            do throws(TemplateError) {
                _ = try template.rendered(TemplateData(labels: labels, value: 1.5), in: environment)
                return nil
            } catch {
                // Only what no label can mend: a text that is no number may well be one in a real alert.
                guard error.reason.contains("incompatible types") || error.reason.contains("wrong type")
                else {
                    return nil
                }
                return subject.finding(
                    Self.self,
                    "the template fails when it is rendered: \(error.reason)",
                    at: label.value.location,
                    hint:
                        "`$value` is a number with a fraction: compare it with `1.0` instead of `1`, and print it with `%.0f` "
                        + "instead of `%d`"
                )
            }
        }
    }
}

/// Queries in templates are read only when an alert fires, which is when nobody wants to find a mistake.
struct TemplateQueries: SingleRuleCheck {
    static let id = "alerts/template-query"
    static let summary = "a query in a template that cannot be read"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        (subject.rule.labels + subject.rule.annotations).flatMap { label -> [RuleFinding] in
            (label.template?.uses.queries ?? []).compactMap { query in
                do throws(ParseErrors) {
                    _ = try PromQLParser().parse(query.name)
                    return nil
                } catch {
                    return subject.finding(
                        Self.self,
                        "the query of the template cannot be read: \(error.errors.first?.message ?? "")",
                        at: label.value.location(at: query.offset),
                        .error
                    )
                }
            }
        }
    }
}
