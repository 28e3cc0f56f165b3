internal import Exposition
internal import SampleStore

/// Puts a target's labels on what it exposes: Prometheus' rules for labels in conflict (configuration,
/// `honor_labels`).
struct TargetLabels {
    private let labels: [(name: [UInt8], value: [UInt8])]
    private let honors: Bool
    private var builder = LabelsBuilder()

    init(_ target: ScrapeTarget) {
        labels = target.labels.map { (Array($0.name.utf8), Array($0.value.utf8)) }
        honors = target.honorsLabels
    }

    /// The labels of a series that the scrape itself makes, as `up`.
    mutating func labels(of metric: String) -> Labels {
        builder.removeAll()
        for label in labels { set(label.name, label.value) }
        builder.set("__name__", metric)
        return builder.labels()
    }

    /// The labels under which a row of a body is kept.
    mutating func labels(
        of row: Int,
        in rows: borrowing ExpositionRows,
        type: MetricType,
        _ text: SeriesText
    ) -> Labels {
        builder.removeAll()
        var exposed: [(name: [UInt8], value: [UInt8])] = []
        text.forEachLabel(of: row, in: rows, type: type) { name, value in
            if isOurs(name) {
                exposed.append((Array(name), Array(value)))
            } else {
                builder.set(name, value)
            }
        }
        for label in labels { settle(label, exposed) }
        guard !honors else { return builder.labels() }
        // The shortest name first, as the longer one may be what the shorter becomes.
        for label in exposed.sorted(by: { $0.name.count < $1.name.count }) where !label.value.isEmpty {
            var name = "exported_" + String(decoding: label.name, as: UTF8.self)
            while builder[name] != nil { name = "exported_" + name }
            set(Array(name.utf8), label.value)
        }
        return builder.labels()
    }

    private mutating func settle(
        _ label: (name: [UInt8], value: [UInt8]),
        _ exposed: [(name: [UInt8], value: [UInt8])]
    ) {
        guard honors, let own = exposed.first(where: { $0.name == label.name }) else {
            return set(label.name, label.value)
        }
        // An empty one says that there is to be none.
        set(own.name, own.value)
    }

    private func isOurs(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        labels.contains { $0.name.count == name.count && $0.name.elementsEqual(name) }
    }

    private mutating func set(_ name: [UInt8], _ value: [UInt8]) {
        name.withUnsafeBufferPointer { name in value.withUnsafeBufferPointer { builder.set(name, $0) } }
    }
}
