package import Diagnostics
internal import GoText
package import PromQL
internal import SampleStore
internal import Values
internal import YAML

/// Reads files of rules as Prometheus does (its `model/rulefmt`), and PrometheusRule objects of the operator.
///
/// Nothing unknown is passed over, and everything that is wrong is told at once.
package struct RuleFileReader: Sendable {
    package struct Options: Sendable {
        package var parser = ParserOptions()
        /// Takes fields that Prometheus does not know.
        package var ignoresUnknownFields = false
        /// Takes only names that were allowed before Prometheus 3.
        package var requiresClassicNames = false

        package init() {}
    }

    let options: Options
    var fields = FieldReader()
    var warnings: [Diagnostic] = []
    private var groupNames: [String: SourceLocation] = [:]

    private init(_ options: Options) {
        self.options = options
        fields.ignoresUnknownFields = options.ignoresUnknownFields
    }

    package static func read(
        _ file: SourceFile,
        _ options: Options = Options()
    ) throws(InvalidInput) -> RuleFile {
        var reader = RuleFileReader(options)
        let groups = reader.groups(of: try YAML.documents(in: file), in: file)
        guard reader.fields.problems.isEmpty else { throw InvalidInput(reader.fields.problems) }
        return RuleFile(file: file, groups: groups, warnings: reader.warnings)
    }

    // MARK: Documents

    private mutating func groups(of documents: [Value], in file: SourceFile) -> [RuleGroup] {
        var groups: [RuleGroup] = []
        var plain = 0
        for document in documents where !document.isNull {
            if document["kind"] != nil || document["apiVersion"] != nil {
                groups += self.groups(ofObject: document)
                continue
            }
            plain += 1
            if plain == 2, let location = document.location {
                warnings.append(
                    .warning(
                        "Prometheus reads only the first document of a file",
                        at: location,
                        hint: "move these groups into the first document, or into a file of their own"
                    )
                )
            }
            guard let members = fields.members(of: document, "a file of rules", ["groups"]) else { continue }
            groups += self.groups(members["groups"])
        }
        return groups
    }

    /// The groups of a PrometheusRule, or of the objects in a list.
    private mutating func groups(ofObject object: Value) -> [RuleGroup] {
        let kind = object["kind"]?.string ?? ""
        if kind.hasSuffix("List"), let items = object["items"]?.array {
            return items.flatMap { groups(ofObject: $0) }
        }
        guard kind == "PrometheusRule" || object["spec"]?["groups"] != nil else {
            if let location = object.location {
                warnings.append(
                    .warning(
                        "an object of kind `\(shortened(kind))` has no rules and is passed over",
                        at: location
                    )
                )
            }
            return []
        }
        guard let spec = object["spec"],
            let members = fields.members(of: spec, "the spec of a PrometheusRule", ["groups"])
        else {
            fields.complain("a PrometheusRule needs a `spec`", at: object.location)
            return []
        }
        // Each object is a file of its own to Prometheus.
        groupNames = [:]
        return groups(members["groups"], isObject: true)
    }

    private mutating func groups(_ value: Value?, isObject: Bool = false) -> [RuleGroup] {
        fields.list(value, "groups").compactMap { group($0, isObject: isObject) }
    }

    // MARK: Groups

    private static let groupFields = ["name", "interval", "query_offset", "limit", "rules", "labels"]

    private mutating func group(_ value: Value, isObject: Bool) -> RuleGroup? {
        let known = Self.groupFields + (isObject ? ["partial_response_strategy"] : [])
        guard let members = fields.members(of: value, "a rule group", known), let location = value.location
        else {
            return nil
        }
        let name = fields.text(members["name"]) ?? RuleText("", at: location)
        if name.text.isEmpty {
            fields.complain("Groupname must not be empty", at: name.location, hint: "give the group a `name`")
        } else if let first = groupNames[name.text] {
            fields.problems.append(
                .error(
                    "groupname: \"\(name.text)\" is repeated in the same file",
                    at: name.location,
                    notes: [.init("the first one is here", at: first)]
                )
            )
        }
        groupNames[name.text] = groupNames[name.text] ?? name.location
        let labels = self.labels(members["labels"], prefix: "") { _ in nil }
        let rules = fields.list(members["rules"], "rules")
        return RuleGroup(
            name: name,
            interval: fields.duration(members["interval"]),
            queryOffset: fields.duration(members["query_offset"]),
            limit: fields.integer(members["limit"], "limit") ?? 0,
            labels: labels,
            rules: rules.enumerated().compactMap { index, rule in
                self.rule(rule, index + 1, in: name.text, labels)
            },
            location: location
        )
    }
}

// MARK: Pieces

extension RuleFileReader {
    /// Labels or annotations in order of their names.
    mutating func labels(
        _ value: Value?,
        prefix: String,
        _ kind: String = "label",
        template: (RuleText) -> AlertTemplate?
    ) -> [RuleLabel] {
        guard let value, !value.isNull else { return [] }
        guard let object = value.object else {
            fields.complain("\(prefix)`\(kind)s` is a mapping, not \(value.kind)", at: value.location)
            return []
        }
        var labels: [RuleLabel] = []
        for member in object {
            guard let location = member.keyLocation ?? value.location else { continue }
            let isReserved = kind == "label" && member.key == "__name__"
            if isReserved || !isLabelName(member.key) {
                fields.complain("\(prefix)invalid \(kind) name: \(member.key)", at: location)
            }
            let text = fields.text(member.value) ?? RuleText("", at: location)
            labels.append(
                RuleLabel(name: member.key, nameLocation: location, value: text, template: template(text))
            )
        }
        return labels.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private func isLabelName(_ name: String) -> Bool {
        options.requiresClassicNames ? Labels.isClassicLabelName(name) : !name.isEmpty
    }
}
