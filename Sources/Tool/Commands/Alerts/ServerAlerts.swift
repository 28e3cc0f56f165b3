internal import PrometheusAPI
internal import RuleWatch
internal import Rules

extension AlertSnapshot {
    /// An alert as a Prometheus tells it; nothing for a state that is no state of an alert.
    init?(_ alert: ServerAlert) {
        guard alert.state == "pending" || alert.state == "firing" else { return nil }
        let labels = alert.labels.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        self.init(
            id: "\(alert.file);\(alert.group);\(alert.name);\(labels)",
            name: alert.name,
            state: alert.state == "firing" ? .firing : .pending,
            value: alert.value,
            activeAt: alert.activeAt ?? 0
        )
        self.labels = alert.labels
        severity = alert.labels.first { $0.name == "severity" }?.value ?? ""
        annotations = alert.annotations
        (group, place, expression) = (alert.group, alert.file, alert.query)
        if state == .pending { firesAt = activeAt + alert.hold }
    }
}
