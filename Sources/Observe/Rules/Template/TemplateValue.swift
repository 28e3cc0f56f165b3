internal import GoText

/// What a template computes with: the Go values that Prometheus hands to its templates, and no others.
enum TemplateValue: Sendable {
    /// No value at all, as of a missing key in `args`.
    case missing
    /// The constant `nil`, or a pointer that points nowhere.
    case null
    case bool(Bool)
    case int(Int64)
    case float(Double)
    case string(String)
    case labels([String: String])
    case arguments([String: TemplateValue])
    case samples([TemplateSample])
    case sample(TemplateSample)
    /// Milliseconds since the epoch.
    case time(Int64)
    /// Nanoseconds.
    case duration(Int64)
    /// What `.` is at the beginning.
    case data(TemplateData)
}

/// One element of an answer to `query`.
package struct TemplateSample: Sendable {
    package let labels: [String: String]
    package let value: Double

    package init(labels: [String: String], value: Double) {
        self.labels = labels
        self.value = value
    }
}

/// What an alert hands to its templates.
package struct TemplateData: Sendable {
    package var labels: [String: String]
    package var externalLabels: [String: String]
    package var externalURL: String
    package var value: Double

    package init(
        labels: [String: String],
        externalLabels: [String: String] = [:],
        externalURL: String = "",
        value: Double
    ) {
        self.labels = labels
        self.externalLabels = externalLabels
        self.externalURL = externalURL
        self.value = value
    }
}

extension TemplateValue {
    /// As Go calls the type.
    var typeName: String {
        switch self {
        case .missing, .null: "<nil>"
        case .bool: "bool"
        case .int: "int"
        case .float: "float64"
        case .string: "string"
        case .labels: "map[string]string"
        case .arguments: "map[string]interface {}"
        case .samples: "template.queryResult"
        case .sample: "*template.sample"
        case .time: "*time.Time"
        case .duration: "*time.Duration"
        case .data:
            "struct { Labels map[string]string; ExternalLabels map[string]string; "
                + "ExternalURL string; Value interface {} }"
        }
    }

    /// Whether `if` takes its first branch.
    var isTrue: Bool {
        switch self {
        case .missing, .null: false
        case .bool(let value): value
        case .int(let value): value != 0
        case .float(let value): value != 0
        case .string(let value): !value.isEmpty
        case .labels(let values): !values.isEmpty
        case .arguments(let values): !values.isEmpty
        case .samples(let values): !values.isEmpty
        case .sample, .time, .duration, .data: true
        }
    }

    /// As the verb `%v` and an action print it.
    var text: String {
        switch self {
        case .missing: "<no value>"
        case .null: "<nil>"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .float(let value): GoText.shortest(value)
        case .string(let value): value
        case .labels(let values): Self.text(of: values.mapValues { .string($0) })
        case .arguments(let values): Self.text(of: values)
        case .samples(let values): "[\(values.map { "&\(Self.text(of: $0))" }.joined(separator: " "))]"
        case .sample(let sample): Self.text(of: sample)
        case .time(let milliseconds): CivilTime(milliseconds: milliseconds).text
        case .duration(let nanoseconds): goDuration(nanoseconds)
        case .data(let data):
            "{\(Self.labels(data.labels).text) \(Self.labels(data.externalLabels).text) "
                + "\(data.externalURL) \(GoText.shortest(data.value))}"
        }
    }

    private static func text(of values: [String: TemplateValue]) -> String {
        let pairs = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return "map[\(pairs.map { "\($0.key):\($0.value.text)" }.joined(separator: " "))]"
    }

    private static func text(of sample: TemplateSample) -> String {
        "{\(Self.labels(sample.labels).text) \(GoText.shortest(sample.value))}"
    }
}

/// As Go's `time.Duration` prints: `1h0m5s`, `1.5s`, `10ms`.
func goDuration(_ nanoseconds: Int64) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let magnitude = nanoseconds.magnitude
    func fraction(_ value: UInt64, _ unit: UInt64) -> String {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: unit)
        guard rest > 0 else { return String(whole) }
        let places = String(unit).utf8.count - 1
        var digits = String(rest)
        digits = String(repeating: "0", count: places - digits.utf8.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }
    switch magnitude {
    case 0: return "0s"
    case ..<1_000: return "\(sign)\(magnitude)ns"
    case ..<1_000_000: return "\(sign)\(fraction(magnitude, 1_000))µs"
    case ..<1_000_000_000: return "\(sign)\(fraction(magnitude, 1_000_000))ms"
    default:
        let minutes = magnitude / 60_000_000_000
        let seconds = fraction(magnitude % 60_000_000_000, 1_000_000_000)
        if minutes == 0 { return "\(sign)\(seconds)s" }
        if minutes < 60 { return "\(sign)\(minutes)m\(seconds)s" }
        return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)s"
    }
}
