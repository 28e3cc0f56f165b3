internal import Diagnostics
internal import Profile
internal import Values

/// The rules that watch one server, under the names its metrics have.
struct RulePack {
    let groups: [RuleGroup]
    /// What the server has no metric for, and what is doubtful about the rules.
    let warnings: [Diagnostic]
    /// What nobody would be told of, because the server exports no metric of it.
    let losses: [String]
    /// The series the rules record, with their labels.
    let recorded: [String: Set<String>]

    /// The templates, in the order of their groups: each may use what earlier ones record.
    private static let templates = [
        "availability", "calls", "objectives", "latency", "traffic", "upstream", "breakers", "limits",
        "caches",
        "sessions", "process", "scraping",
    ]

    init(_ model: MonitoringModel, templates: CompiledTemplates) throws(InvalidInput) {
        let renderer = TemplateRenderer(templates: templates, context: model.context)
        var reader = QueryReader(model.telemetry)
        var groups: [RuleGroup] = []
        var warnings: [Diagnostic] = []
        var losses: [String] = []
        for template in Self.templates {
            guard let document = try renderer.document("prometheus/rules/\(template).yaml") else { continue }
            var rules: [Rule] = []
            var missing: [String] = []
            for value in document["rules"]?.array ?? [] {
                guard let query = try reader.read(value["query"] ?? .null) else {
                    missing += reader.missing
                    continue
                }
                let rule = try Self.rule(value, query, model)
                if rule.kind == .record { reader.recorded[rule.name] = query.labels }
                rules.append(rule)
            }
            if !rules.isEmpty {
                groups.append(RuleGroup(name: "\(model.name).\(template)", rules: rules))
            }
            if let loss = document["missing"]?.string, !rules.contains(where: { $0.kind == .alert }) {
                losses.append(loss)
                warnings.append(model.note(loss, missing: missing.uniqued))
            }
        }
        self.groups = groups
        self.losses = losses
        recorded = reader.recorded
        let findings = RuleCheck.all.flatMap { $0.findings(groups, model) }
        guard !findings.contains(where: { $0.severity == .error }) else { throw InvalidInput(findings) }
        self.warnings = warnings + findings
    }

    private static func rule(_ value: Value, _ query: Query, _ model: MonitoringModel) throws(InvalidInput)
        -> Rule
    {
        if let name = value["record"]?.string {
            return Rule(kind: .record, name: name, query: query, location: value.location)
        }
        guard let name = value["alert"]?.string else {
            throw InvalidInput(.error("this rule has neither 'record' nor 'alert'", at: value.location))
        }
        var labels = model.labels(severity: value["severity"]?.string)
        for label in value["labels"]?.object ?? Object() { labels[label.key] = label.value }
        return Rule(
            kind: .alert,
            name: name,
            query: query,
            wait: value["for"]?.string.flatMap(Duration.init(profile:)),
            keepFiring: value["keepFiring"]?.string.flatMap(Duration.init(profile:)),
            labels: labels,
            annotations: model.annotations(of: name, value),
            location: value.location
        )
    }

    /// The groups after the profile's own changes, as Prometheus reads them.
    func values(_ model: MonitoringModel, file: String) -> [RenderedDocument] {
        groups.map {
            RenderedDocument(file: file, kind: "RuleGroup", name: $0.name, value: $0.value(in: model.scope))
        }
    }
}

extension RulePack {
    /// The groups of a PrometheusRule; `nil` where no operator would read one.
    static func forOperator(of resolved: ResolvedProfile, namespace: String, templates: CompiledTemplates)
        throws(InvalidInput) -> (groups: [Value], warnings: [Diagnostic])?
    {
        guard resolved.profile.observability.prometheusOperator, resolved.profile.metrics.enabled else {
            return nil
        }
        let model = MonitoringModel(resolved, namespace: namespace)
        let pack = try RulePack(model, templates: templates)
        return (pack.values(model, file: "").map(\.value), pack.warnings)
    }
}
