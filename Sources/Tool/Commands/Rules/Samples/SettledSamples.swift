internal import SampleStore

/// A source that nobody writes to any more, so that every one of its series has one version.
///
/// Whoever hands references on by their `id` alone then still reads everything.
struct SettledSamples: SampleSource {
    private let base: any SampleSource
    private let version: UInt32

    init(_ base: some SampleSource) throws(SampleSourceError) {
        self.base = base
        version = try base.series(matching: [], from: .min, through: .max).first?.version ?? 0
    }

    func series(
        matching matchers: [Matcher],
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> [SeriesReference] {
        try base.series(matching: matchers, from: from, through: through)
    }

    func read(
        _ series: SeriesReference,
        from: Int64,
        through: Int64,
        into buffer: inout SampleBuffer
    ) throws(SampleSourceError) {
        try base.read(whole(series), from: from, through: through, into: &buffer)
    }

    func latest(
        of series: SeriesReference,
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> PointSample? {
        try base.latest(of: whole(series), from: from, through: through)
    }

    private func whole(_ series: SeriesReference) -> SeriesReference {
        SeriesReference(labels: series.labels, id: series.id, version: version)
    }
}
