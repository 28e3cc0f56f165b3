internal import SampleStore

/// The samples that rules are tried on: those that are given, and those that the rules write.
///
/// Only what lies before a moment can be seen, so that given samples of the future stay hidden. Below may lie another
/// source, of which series that rules write themselves are not seen.
struct TestSamples: SampleSource, RuleWorld {
    private struct Entry {
        let labels: Labels
        var samples = SampleBuffer()
    }

    /// The last moment that can be seen, in milliseconds.
    var now = Int64.max
    /// Names of series that are not written, since the source below has them.
    var ignoredNames: Set<String> = []
    private let base: (any SampleSource)?
    private let hiddenNames: Set<String>
    private var entries: ContiguousArray<Entry> = []
    private var places: [Labels: Int] = [:]
    private var placesByName: [String: [Int]] = [:]

    init(over base: (any SampleSource)? = nil, hiding names: Set<String> = []) {
        self.base = base
        hiddenNames = names
    }

    var source: any SampleSource { self }

    /// Whether a series is there.
    func contains(_ labels: Labels) -> Bool { places[labels] != nil }

    /// Whether series of that name are there.
    func hasSeries(named name: String) -> Bool { placesByName[name] != nil }

    /// Puts a whole series in, in place of one of the same labels.
    mutating func set(_ labels: Labels, _ samples: SampleBuffer) {
        entries[place(of: labels)].samples = samples
    }

    mutating func append(_ value: Double, at time: Int64, to labels: Labels) -> SampleRefusal? {
        if !ignoredNames.isEmpty, let name = labels.name, ignoredNames.contains(name) { return nil }
        let place = place(of: labels)
        // What is given for later does not count yet.
        let end = visibleCount(place)
        if end > 0 {
            let last = entries[place].samples.timestamps[end - 1]
            if last > time { return .outOfOrder }
            if last == time {
                let existing = entries[place].samples.values[end - 1]
                guard existing.bitPattern != value.bitPattern else { return nil }
                return .duplicate(time: time, existing: existing, new: value)
            }
        }
        entries[place].samples.timestamps.insert(time, at: end)
        entries[place].samples.values.insert(value, at: end)
        return nil
    }

    private func visibleCount(_ place: Int) -> Int {
        var end = entries[place].samples.count
        while end > 0, entries[place].samples.timestamps[end - 1] > now { end -= 1 }
        return end
    }

    private mutating func place(of labels: Labels) -> Int {
        if let place = places[labels] { return place }
        let place = entries.count
        places[labels] = place
        placesByName[labels.name ?? "", default: []].append(place)
        entries.append(Entry(labels: labels))
        return place
    }

    // MARK: Reading

    func series(
        matching matchers: [Matcher],
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> [SeriesReference] {
        let name = matchers.first { $0.name == "__name__" && $0.operation == .equal }
        var found: [SeriesReference] = []
        func look(at place: Int) {
            let entry = entries[place]
            guard let first = entry.samples.timestamps.first, let last = entry.samples.timestamps.last,
                first <= min(through, now), last >= from,
                matchers.allSatisfy({ $0.matches(entry.labels) })
            else { return }
            found.append(SeriesReference(labels: entry.labels, id: UInt64(place)))
        }
        if let name, !name.value.isEmpty {
            for place in placesByName[name.value] ?? [] { look(at: place) }
        } else {
            for place in entries.indices { look(at: place) }
        }
        guard let base else { return found }
        for reference in try base.series(matching: matchers, from: from, through: min(through, now))
        where !hiddenNames.contains(reference.labels.name ?? "") {
            found.append(reference.renamed(reference.id | Self.baseMark))
        }
        return found
    }

    /// Tells series of the source below from own ones.
    private static let baseMark: UInt64 = 1 << 63

    private func inBase(_ reference: SeriesReference) -> SeriesReference? {
        guard reference.id & Self.baseMark != 0 else { return nil }
        return reference.renamed(reference.id & ~Self.baseMark)
    }

    func read(
        _ reference: SeriesReference,
        from: Int64,
        through: Int64,
        into buffer: inout SampleBuffer
    ) throws(SampleSourceError) {
        if let base, let reference = inBase(reference) {
            return try base.read(reference, from: from, through: min(through, now), into: &buffer)
        }
        guard let range = range(of: reference, from, through) else { return }
        let samples = entries[Int(reference.id)].samples
        buffer.timestamps.append(contentsOf: samples.timestamps[range])
        buffer.values.append(contentsOf: samples.values[range])
    }

    func latest(
        of reference: SeriesReference,
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> PointSample? {
        if let base, let reference = inBase(reference) {
            return try base.latest(of: reference, from: from, through: min(through, now))
        }
        guard let place = range(of: reference, from, through)?.last else { return nil }
        let samples = entries[Int(reference.id)].samples
        return PointSample(timestamp: samples.timestamps[place], value: samples.values[place])
    }

    private func range(of reference: SeriesReference, _ from: Int64, _ through: Int64) -> Range<Int>? {
        guard reference.id < entries.count else { return nil }
        let timestamps = entries[Int(reference.id)].samples.timestamps
        let start = Self.place(of: from, in: timestamps)
        let through = min(through, now)
        let end = through == .max ? timestamps.count : Self.place(of: through + 1, in: timestamps)
        return start < end ? start..<end : nil
    }

    /// The first place at that time or later.
    private static func place(of time: Int64, in timestamps: ContiguousArray<Int64>) -> Int {
        var (low, high) = (0, timestamps.count)
        while low < high {
            let middle = (low + high) / 2
            if timestamps[middle] >= time { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension SeriesReference {
    /// The same series under another number; what of its source may be seen stays.
    fileprivate func renamed(_ id: UInt64) -> SeriesReference {
        SeriesReference(labels: labels, id: id, version: version)
    }
}
