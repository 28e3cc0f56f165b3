/// Samples as they are, in a plain list: one scrape, a remote's answer, a test.
///
/// Every selection looks at every series; whoever has more than a few thousand wants a `SampleStore`.
package struct SeriesList: SampleSource {
    private var series: [(labels: Labels, samples: SampleBuffer)] = []
    private var places: [Labels: Int] = [:]

    package init() {}

    package var count: Int { series.count }

    /// Adds samples of a series; those of one that is there already must come after its last.
    package mutating func add(_ labels: Labels, _ samples: SampleBuffer) {
        let place = place(of: labels)
        series[place].samples.timestamps += samples.timestamps
        series[place].samples.values += samples.values
    }

    /// Adds one sample, later than all that the series has.
    package mutating func append(_ value: Double, at timestamp: Int64, to labels: Labels) {
        let place = place(of: labels)
        series[place].samples.append(value, at: timestamp)
    }

    private mutating func place(of labels: Labels) -> Int {
        if let place = places[labels] { return place }
        places[labels] = series.count
        series.append((labels, SampleBuffer()))
        return series.count - 1
    }

    package func series(
        matching matchers: [Matcher],
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> [SeriesReference] {
        var found: [SeriesReference] = []
        for (id, entry) in series.enumerated() {
            guard let first = entry.samples.timestamps.first, let last = entry.samples.timestamps.last,
                first <= through, last >= from,
                matchers.allSatisfy({ $0.matches(entry.labels) })
            else { continue }
            found.append(SeriesReference(labels: entry.labels, id: UInt64(id)))
        }
        return found
    }

    package func read(
        _ reference: SeriesReference,
        from: Int64,
        through: Int64,
        into buffer: inout SampleBuffer
    ) throws(SampleSourceError) {
        guard let range = range(of: reference, from: from, through: through) else { return }
        let samples = series[Int(reference.id)].samples
        buffer.timestamps += samples.timestamps[range]
        buffer.values += samples.values[range]
    }

    package func latest(
        of reference: SeriesReference,
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> PointSample? {
        guard let place = range(of: reference, from: from, through: through)?.last else { return nil }
        let samples = series[Int(reference.id)].samples
        return PointSample(timestamp: samples.timestamps[place], value: samples.values[place])
    }

    private func range(of reference: SeriesReference, from: Int64, through: Int64) -> Range<Int>? {
        guard reference.id < series.count, from <= through else { return nil }
        let timestamps = series[Int(reference.id)].samples.timestamps
        return timestamps.firstPlace { $0 >= from }..<timestamps.firstPlace { $0 > through }
    }
}

extension ContiguousArray where Element: Comparable {
    /// The first place in a sorted array from which on the condition holds.
    func firstPlace(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
