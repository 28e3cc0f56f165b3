internal import Diagnostics
internal import GoText
internal import PromQL
internal import SampleStore
internal import Values

/// One rule, as `rulefmt.Rule.Validate` looks at it.
extension RuleFileReader {
    private static let ruleFields = [
        "record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations",
    ]

    mutating func rule(_ value: Value, _ number: Int, in group: String, _ groupLabels: [RuleLabel]) -> Rule? {
        guard let members = fields.members(of: value, "a rule", Self.ruleFields),
            let location = value.location
        else {
            return nil
        }
        let known = fields.problems.count
        let record = fields.text(members["record"]).flatMap { $0.text.isEmpty ? nil : $0 }
        let alert = fields.text(members["alert"]).flatMap { $0.text.isEmpty ? nil : $0 }
        let name = alert ?? record ?? RuleText("", at: location)
        let prefix = "group \(GoText.quoted(group)), rule \(number), \(GoText.quoted(name.text)): "
        func complain(_ message: String, at place: SourceLocation?, hint: String? = nil) -> Diagnostic {
            .error(prefix + message, at: place, hint: hint)
        }
        if let record, alert != nil {
            fields.problems.append(
                complain("only one of 'record' and 'alert' must be set", at: record.location)
            )
        } else if record == nil, alert == nil {
            fields.problems.append(complain("one of 'record' or 'alert' must be set", at: location))
        }
        let keys = self.keys(of: members)
        let hold = fields.duration(members["for"]) ?? 0
        let keepFiringFor = fields.duration(members["keep_firing_for"]) ?? 0
        if let record {
            for (key, isSet) in [
                ("annotations", members["annotations"]?.object.map { !$0.isEmpty } ?? false),
                ("for", hold != 0),
                ("keep_firing_for", keepFiringFor != 0),
            ] where isSet {
                fields.problems.append(
                    complain(
                        "invalid field '\(key)' in recording rule",
                        at: keys[key] ?? record.location,
                        hint: "only alerts have it"
                    )
                )
            }
            check(recordName: record, complain)
        }
        let (expression, tree) = self.expression(members["expr"], at: keys["expr"] ?? location, complain)
        let kind: Rule.Kind = alert == nil ? .recording : .alerting
        var own = labels(members["labels"], prefix: prefix) { _ in nil }
        own += groupLabels.filter { label in !own.contains { $0.name == label.name } }
        own.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let annotations = labels(members["annotations"], prefix: prefix, "annotation") { _ in nil }
        let templated = kind == .alerting
        let finished = (
            labels: own.map { templated ? withTemplate($0, "label", name.text, prefix) : $0 },
            annotations: annotations.map {
                templated ? withTemplate($0, "annotation", name.text, prefix) : $0
            }
        )
        guard let expression, let tree, fields.problems.count == known else { return nil }
        return Rule(
            kind: kind,
            name: name,
            expression: expression,
            tree: tree,
            hold: hold,
            keepFiringFor: keepFiringFor,
            labels: finished.labels,
            annotations: finished.annotations,
            location: location,
            keys: keys
        )
    }

    private func keys(of fields: Object) -> [String: SourceLocation] {
        var keys: [String: SourceLocation] = [:]
        for member in fields { keys[member.key] = member.keyLocation ?? member.value.location }
        return keys
    }

    private mutating func check(
        recordName record: RuleText,
        _ complain: (String, SourceLocation?, String?) -> Diagnostic
    ) {
        if options.requiresClassicNames, !Labels.isClassicMetricName(record.text) {
            fields.problems.append(
                complain("invalid recording rule name: \(record.text)", record.location, nil)
            )
        }
        if record.text.contains(where: { $0 == "{" || $0 == "}" }) {
            fields.problems.append(
                complain(
                    "braces present in the recording rule name; should it be in expr?: \(record.text)",
                    record.location,
                    "`record` is the name of the new series alone; its labels go to `labels`"
                )
            )
        }
    }

    /// The text of the query and its tree; its mistakes stand where they are in the file.
    private mutating func expression(
        _ value: Value?,
        at location: SourceLocation,
        _ complain: (String, SourceLocation?, String?) -> Diagnostic
    ) -> (RuleText?, Expression?) {
        guard let text = fields.text(value), !text.text.isEmpty else {
            fields.problems.append(
                complain("field 'expr' must be set in rule", value?.location ?? location, nil)
            )
            return (nil, nil)
        }
        do throws(ParseErrors) {
            return (text, try PromQLParser(options.parser).parse(text.text))
        } catch {
            fields.problems += error.errors.map { problem in
                complain(
                    "could not parse expression: \(problem.range.position(in: text.text)): parse error: "
                        + problem.message,
                    text.location(at: problem.range.lowerBound),
                    problem.hint
                )
            }
            return (text, nil)
        }
    }

    private mutating func withTemplate(
        _ label: RuleLabel,
        _ kind: String,
        _ alert: String,
        _ prefix: String
    ) -> RuleLabel {
        do throws(TemplateError) {
            let template = try AlertTemplate(label.value.text, alert: alert)
            return RuleLabel(
                name: label.name,
                nameLocation: label.nameLocation,
                value: label.value,
                template: template
            )
        } catch {
            fields.problems.append(
                .error(
                    "\(prefix)\(kind) \(GoText.quoted(label.name)): \(error.message)",
                    at: label.value.location(at: error.offset)
                )
            )
            return label
        }
    }
}
