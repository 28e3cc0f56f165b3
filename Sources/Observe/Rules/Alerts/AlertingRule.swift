internal import SampleStore

/// What an alerting rule says, ready to be evaluated often.
struct AlertingRule: Sendable {
    let name: String
    let hold: Int64
    let keepFiringFor: Int64
    let labels: [RuleLabel]
    let annotations: [RuleLabel]
    /// Given to templates.
    let externalLabels: [String: String]
    let externalURL: String

    /// Whether a sample's labels alone tell the labels of its alert.
    let hasSteadyLabels: Bool
    /// Whether a label or an annotation asks PromQL.
    let asksQueries: Bool

    init(_ rule: Rule, externalLabels: [String: String], externalURL: String) {
        name = rule.name.text
        hold = rule.hold
        keepFiringFor = rule.keepFiringFor
        labels = rule.labels
        annotations = rule.annotations
        self.externalLabels = externalLabels
        self.externalURL = externalURL
        hasSteadyLabels = labels.allSatisfy { label in
            label.template.map { !$0.uses.value && !$0.uses.query && !$0.uses.time } ?? true
        }
        asksQueries = (labels + annotations).contains { $0.template?.uses.query ?? false }
    }

    private func data(_ sampleLabels: Labels, _ value: Double) -> TemplateData {
        TemplateData(
            labels: Dictionary(sampleLabels.pairs.map { ($0.name, $0.value) }) { first, _ in first },
            externalLabels: externalLabels,
            externalURL: externalURL,
            value: value
        )
    }

    /// The labels of the alert that a sample makes.
    func identity(of sampleLabels: Labels, _ value: Double, in environment: TemplateEnvironment) -> Labels {
        var builder = LabelsBuilder(sampleLabels.withoutName)
        var data: TemplateData?
        for label in labels {
            guard let template = label.template, !template.isConstant else {
                builder.set(label.name, label.value.text)
                continue
            }
            let known = data ?? self.data(sampleLabels, value)
            data = known
            builder.set(label.name, template.expanded(known, in: environment))
        }
        builder.set("alertname", name)
        return builder.labels()
    }

    /// The annotations of an alert, by name; what asks PromQL was answered when the condition last held.
    func annotations(of alert: ActiveAlert, in environment: TemplateEnvironment) -> [(
        name: String, value: String
    )] {
        let data = data(alert.sampleLabels, alert.value)
        return annotations.map { annotation in
            if let known = alert.queried[annotation.name] { return (annotation.name, known) }
            let text = annotation.template?.expanded(data, in: environment) ?? annotation.value.text
            return (annotation.name, text)
        }.filter { !$0.value.isEmpty }
    }

    /// The annotations that have to be rendered when the condition holds.
    func queriedAnnotations(
        _ sampleLabels: Labels,
        _ value: Double,
        in environment: TemplateEnvironment
    ) -> [String: String] {
        guard asksQueries else { return [:] }
        let data = data(sampleLabels, value)
        var texts: [String: String] = [:]
        for annotation in annotations {
            guard let template = annotation.template, template.uses.query else { continue }
            texts[annotation.name] = template.expanded(data, in: environment)
        }
        return texts
    }

    /// The series `ALERTS` or `ALERTS_FOR_STATE` of an alert.
    ///
    /// The rule's labels lie below the alert's as they are written: one whose template comes out empty shows its
    /// template there, in Prometheus too.
    func seriesLabels(_ metric: String, of labels: Labels, state: ActiveAlert.State?) -> Labels {
        var builder = LabelsBuilder()
        for label in self.labels { builder.set(label.name, label.value.text) }
        builder.add(labels)
        builder.set("__name__", metric)
        builder.set("alertname", name)
        if let state { builder.set("alertstate", state.rawValue) }
        return builder.labels()
    }
}
