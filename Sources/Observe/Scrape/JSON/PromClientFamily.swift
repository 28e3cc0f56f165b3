internal import Values

/// A metric family as Node's prom-client prints it: `getMetricsAsJSON()`.
struct PromClientFamily {
    private let name: String
    private let help: String?
    private let type: String?
    private let values: [Value]

    static func isOne(_ value: Value) -> Bool {
        value["name"]?.string != nil && value["values"]?.array != nil
    }

    init?(_ value: Value) {
        guard let name = value["name"]?.string, let values = value["values"]?.array else { return nil }
        (self.name, self.values) = (name, values)
        (help, type) = (value["help"]?.string, value["type"]?.string)
    }

    func write(to text: inout MetricText) {
        if let help { text.help(name, help) }
        if let type, ["counter", "gauge", "histogram", "summary"].contains(type) { text.type(name, type) }
        for entry in values {
            guard let value = entry["value"]?.number?.double else { continue }
            let labels = entry["labels"]?.object?.members.map { member in
                (member.key, member.value.string ?? member.value.number?.text ?? "")
            }
            text.sample(entry["metricName"]?.string ?? name, labels ?? [], value)
        }
    }
}
