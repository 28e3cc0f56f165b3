internal import Profile
internal import Values

/// The metrics of one server by the part they play, under the names they have there.
struct Telemetry {
    /// A metric, and what selects its series in that part.
    struct Part {
        var metric: MetricName
        /// Labels whose value the part fixes, as `status="error"`.
        var fixed: [(label: String, value: String)] = []
    }

    private var parts: [String: Part] = [:]

    /// The labels by which a scrape tells one replica from another, with and without the Prometheus operator.
    static let targetLabels: Set<String> = ["instance", "pod", "container", "endpoint"]

    /// What Prometheus itself writes about every target (Prometheus, "Jobs and instances").
    private static let platform = [
        "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
    ]

    /// The labels of the series that Prometheus writes of its alerts.
    private static let alertLabels = Named(
        ["alert": "alertname", "state": "alertstate", "severity": "severity"]
    )

    /// What Prometheus writes itself, whatever the server exports.
    init() {
        for name in Self.platform { parts[name] = Part(metric: MetricName(name, .gauge)) }
        var alerts = MetricName("ALERTS", .gauge)
        alerts.labels = Self.alertLabels
        parts["alerts"] = Part(metric: alerts)
    }

    /// A preset's metrics with the profile's own over them.
    init(_ resolved: ResolvedProfile) {
        self.init()
        for entry in resolved.preset.telemetry { parts[entry.name] = Part(metric: entry.element) }
        for entry in resolved.profile.metrics.names { parts[entry.name] = Part(metric: entry.element) }
        derive()
    }

    /// Parts that follow from others, so that a rule need not ask which of them a system has.
    private mutating func derive() {
        parts["calls"] = parts["toolCalls"] ?? parts["requests"]
        parts["duration"] = parts["toolDuration"] ?? parts["requestDuration"]
        parts["errors"] =
            parts["calls"].flatMap(Self.failures)
            ?? (parts["toolCalls"] == nil ? parts["requestErrors"] : parts["toolErrors"])
        parts["requestFailures"] = parts["requests"].flatMap(Self.failures) ?? parts["requestErrors"]
        parts["processMemory"] = parts["memory"].map { part in
            var part = part
            // Beside the resident memory, such a metric has the heap's parts.
            if let label = part.metric.labels["kind"] { part.fixed = [(label, "rss")] }
            return part
        }
    }

    /// The series of a counter of calls that count failed ones.
    private static func failures(_ part: Part) -> Part? {
        guard let label = part.metric.labels["status"], let value = part.metric.errorStatus else {
            return nil
        }
        var part = part
        part.fixed = [(label, value)]
        return part
    }

    subscript(name: String) -> Part? { parts[name] }

    /// Every metric's name, with the series a histogram is made of.
    var names: Set<String> {
        Set(
            parts.values.flatMap { part -> [String] in
                switch part.metric.type {
                case .counter, .gauge: [part.metric.name]
                case .histogram: ["_bucket", "_sum", "_count"].map { part.metric.name + $0 }
                case .summary: ["", "_sum", "_count"].map { part.metric.name + $0 }
                }
            }
        )
    }

    /// What templates can ask: which parts there are, of which type and with which labels.
    var context: Value {
        var object = Object()
        for (name, part) in parts.sorted(by: { $0.key < $1.key }) {
            object[name] = [
                "name": .string(part.metric.name), "type": .string(part.metric.type.rawValue),
                "labels": part.metric.labels.encoded(absent: nil) ?? .null,
            ]
        }
        return .object(object)
    }
}

extension Telemetry {
    /// The name of a label that plays a part in all of these series.
    func label(_ part: String, among series: [Query.Series]) -> String? {
        let names = Set(parts.values.compactMap { $0.metric.labels[part] }).union([part])
        return names.sorted().first { name in series.allSatisfy { $0.labels.contains(name) } }
    }

    /// What a label is called in the first of these parts that has it.
    func label(_ part: String, of names: String...) -> String {
        names.compactMap { parts[$0]?.metric.labels[part] }.first ?? part
    }
}
