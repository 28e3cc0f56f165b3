internal import PromQL
internal import SampleStore

/// All that a script has loaded since its last `clear`.
struct LoadedData {
    /// The float series, as a source for queries.
    private(set) var source = SeriesList()
    /// The series that have native histograms somewhere.
    private(set) var histograms: [Labels] = []
    /// The series whose samples say when they started.
    private(set) var started: [Labels] = []
    private var samples: [Labels: [Int64: Double]] = [:]
    /// In the order loaded.
    private var order: [Labels] = []

    mutating func load(_ load: Script.Load) {
        started += load.started
        for series in load.series {
            if samples[series.labels] == nil { order.append(series.labels) }
            for (index, value) in series.values.enumerated() {
                switch value {
                case .omitted: break
                case .number(let number):
                    samples[series.labels, default: [:]][Int64(index) * load.step] = number
                case .histogram:
                    if histograms.last != series.labels { histograms.append(series.labels) }
                }
            }
            if load.makesNativeHistograms, let native = Self.nativeHistogram(of: series.labels) {
                histograms.append(native)
            }
        }
        source = SeriesList()
        for labels in order {
            var buffer = SampleBuffer()
            for (time, value) in (samples[labels] ?? [:]).sorted(by: { $0.key < $1.key }) {
                buffer.append(value, at: time)
            }
            source.add(labels, buffer)
        }
    }

    /// The labels of the native histogram that a series of a classic one becomes a part of.
    private static func nativeHistogram(of labels: Labels) -> Labels? {
        guard let name = labels.name,
            let suffix = ["_bucket", "_count", "_sum"].first(where: name.hasSuffix)
        else { return nil }
        var builder = LabelsBuilder(labels.dropping(["le"]))
        builder.set("__name__", String(name.dropLast(suffix.count)))
        return builder.labels()
    }
}
