internal import SampleStore

/// Series in memory, found by the name of their metric: the least that a source can cost.
struct NamedSeries: SampleSource {
    private var references: [String: [SeriesReference]] = [:]
    private var samples: [SampleBuffer] = []

    var count: Int { samples.count }

    mutating func add(_ labels: Labels, _ buffer: SampleBuffer) {
        let reference = SeriesReference(labels: labels, id: UInt64(samples.count))
        references[labels.name ?? "", default: []].append(reference)
        samples.append(buffer)
    }

    func series(
        matching matchers: [Matcher],
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> [SeriesReference] {
        guard let name = matchers.first(where: { $0.name == "__name__" && $0.operation == .equal }) else {
            throw SampleSourceError("only metrics by name here")
        }
        let others = matchers.filter { $0.name != "__name__" }
        let named = references[name.value] ?? []
        return others.isEmpty
            ? named : named.filter { series in others.allSatisfy { $0.matches(series.labels) } }
    }

    func read(
        _ series: SeriesReference,
        from: Int64,
        through: Int64,
        into buffer: inout SampleBuffer
    ) throws(SampleSourceError) {
        let stored = samples[Int(series.id)]
        let low = place(stored, after: from - 1)
        let high = place(stored, after: through)
        buffer.timestamps.append(contentsOf: stored.timestamps[low..<high])
        buffer.values.append(contentsOf: stored.values[low..<high])
    }

    func latest(
        of series: SeriesReference,
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> PointSample? {
        let stored = samples[Int(series.id)]
        let place = place(stored, after: through) - 1
        guard place >= 0, stored.timestamps[place] >= from else { return nil }
        return PointSample(timestamp: stored.timestamps[place], value: stored.values[place])
    }

    /// How many samples are not after the time.
    private func place(_ stored: SampleBuffer, after time: Int64) -> Int {
        stored.timestamps.withUnsafeBufferPointer { timestamps in
            var (low, high) = (0, timestamps.count)
            while low < high {
                let middle = (low + high) / 2
                if timestamps[middle] > time { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }
}
