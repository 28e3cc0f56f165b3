package import Exposition

/// What a target says of a metric family: its type, what it counts, and in what.
package struct MetricMetadata: Sendable, Hashable {
    package var type = MetricType.unknown
    package var help = ""
    package var unit = ""

    package init() {}
}

/// The metadata of all families of a target, by their names.
package struct MetadataTable: Sendable {
    package private(set) var families: [String: MetricMetadata] = [:]

    private static let newest = NewestValues<[String: MetricMetadata]>()

    /// The same table, in the memory of another target's when that says the same.
    func shared() -> MetadataTable {
        var table = self
        table.families = Self.newest.shared(families)
        return table
    }

    package init() {}

    mutating func update(_ span: MetadataSpan, in body: UnsafeBufferPointer<UInt8>, dialect: Dialect) {
        let name = SeriesText(body).plain(span.name)
        let escapes: EscapedText = dialect == .text ? .help : .label
        switch span.kind {
        case .type: families[name, default: MetricMetadata()].type = span.type
        case .help: families[name, default: MetricMetadata()].help = escapes.text(body[span.text.range])
        case .unit: families[name, default: MetricMetadata()].unit = escapes.text(body[span.text.range])
        }
    }

    mutating func removeAll() { families = [:] }

    /// The family that a series with this metric name belongs to: `x` for `x_bucket` of a histogram `x`.
    package func family(of metric: String) -> (name: String, metadata: MetricMetadata)? {
        if let metadata = families[metric] { return (metric, metadata) }
        for type in MetricType.allCases {
            for suffix in type.suffixes where !suffix.isEmpty && metric.hasSuffix(suffix) {
                let name = String(metric.dropLast(suffix.count))
                if let metadata = families[name], metadata.type == type { return (name, metadata) }
            }
        }
        return nil
    }

    /// What the values of a series with this metric name do: those of `x_sum` of a summary count up, say.
    package func type(of metric: String) -> MetricType? {
        guard let (name, metadata) = family(of: metric) else { return nil }
        guard metric != name else { return metadata.type }
        if metric.hasSuffix("_created") || metric.hasSuffix("_info") { return .gauge }
        return switch metadata.type {
        case .gaugeHistogram: .gauge
        case .histogram, .summary, .counter: .counter
        case .unknown, .gauge, .info, .stateSet: metadata.type
        }
    }
}
