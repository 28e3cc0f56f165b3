internal import SampleStore

/// The series that tell of the scrape itself; their labels are in the store only.
struct ScrapeSeries {
    private static let names = [
        "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
    ]

    private let keeps: (@Sendable (Labels) -> Bool)?
    /// In the order of the names; empty before the first scrape.
    private var series: ContiguousArray<SeriesID?> = []

    init(_ keeps: (@Sendable (Labels) -> Bool)?) { self.keeps = keeps }

    /// Keeps values, one for each name.
    mutating func keep(
        _ values: [Double],
        at time: Int64,
        in store: SampleStore,
        _ labels: inout TargetLabels
    ) {
        var series = series.isEmpty ? ContiguousArray(repeating: nil, count: Self.names.count) : series
        series = store.append { [series] appender in
            var series = series
            for (place, value) in values.enumerated() {
                if let id = series[place], appender.append(value, at: time, to: id) != .unknownSeries {
                    continue
                }
                // Making room may take the series away that the sample is for.
                let labels = labels.labels(of: Self.names[place])
                guard keeps?(labels) ?? true else { continue }
                series[place] = appender.series(labels)
                if let id = series[place] { appender.append(value, at: time, to: id) }
            }
            return series
        }
        self.series = series
    }

    /// Ends them all.
    mutating func end(at time: Int64, in store: SampleStore, _ labels: inout TargetLabels) {
        guard !series.isEmpty else { return }
        keep(Self.names.map { _ in StaleMarker.value }, at: time, in: store, &labels)
        series = []
    }
}
