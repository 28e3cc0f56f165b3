internal import Rules
internal import SampleStore

/// A store as rules see it: they read from it, and write to it.
struct StoreWorld: RuleWorld {
    private let store: SampleStore

    init(_ store: SampleStore) { self.store = store }

    var source: any SampleSource { store }

    mutating func append(_ value: Double, at time: Int64, to labels: Labels) -> SampleRefusal? {
        let result = store.append { appender in appender.append(value, at: time, to: labels) }
        switch result {
        case .appended, .alreadyThere: return nil
        case .outOfOrder: return .outOfOrder
        case .duplicateTimestamp:
            let existing = (try? existing(at: time, of: labels)) ?? .nan
            return .duplicate(time: time, existing: existing, new: value)
        case .noMemory, .unknownSeries: return .other("the memory for samples is used up")
        }
    }

    private func existing(at time: Int64, of labels: Labels) throws(SampleSourceError) -> Double? {
        let matchers = labels.pairs.map { Matcher($0.name, equals: $0.value) }
        for series in try store.series(matching: matchers, from: time, through: time)
        where series.labels == labels {
            return try store.latest(of: series, from: time, through: time)?.value
        }
        return nil
    }
}
