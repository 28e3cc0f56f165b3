internal import Exposition
internal import SampleStore

/// The series of one target: which line is which, and which of them the last scrape had.
///
/// Thousands of targets have hundreds of series each, so that every byte here counts: labels are in the store only.
struct SeriesTable {
    private struct Series {
        /// Nothing while the store has no memory for it.
        private var number: UInt32
        private var generation: UInt32
        /// Twice the last scrape that had it, and 1 more when it gets a staleness marker when it ends.
        private var seen: UInt32 = 0

        /// Of a generation that no series has.
        private static let none: UInt32 = 0

        init(_ id: SeriesID?) {
            number = id?.number ?? 0
            generation = id?.generation ?? Self.none
        }

        var id: SeriesID? {
            get { generation == Self.none ? nil : SeriesID(number: number, generation: generation) }
            set {
                number = newValue?.number ?? 0
                generation = newValue?.generation ?? Self.none
            }
        }

        var scrape: UInt32 { seen >> 1 }
        var isActive: Bool { seen & 1 == 1 }

        mutating func see(in scrape: UInt32, isActive: Bool) { seen = scrape << 1 | (isActive ? 1 : 0) }
    }

    private var series: ContiguousArray<Series> = []
    /// The series of each line ever seen, by the line's number, or `unkept`.
    private var lines: ContiguousArray<Int32> = []
    /// Where each series of the store stands; only while lines are added.
    private var places: [SeriesID: Int32] = [:]
    /// Chooses the series that the store is to have; all without it.
    var keeps: (@Sendable (Labels) -> Bool)?
    private var activeCount = 0
    private var bodyCount = 0
    private var scrape: UInt32 = 1
    /// Whether the last body had the samples that the next one of the same shape has, each series once.
    private var isPlanned = false
    /// Whether lines have to be told anew, because the store let their series go.
    private(set) var wantsLines = false
    /// The latest time of a sample of the last body.
    private(set) var latest: Int64?

    /// When a body was scraped, and whose timestamps hold.
    struct Clock {
        /// Milliseconds since the epoch.
        var time: Int64
        var honorsTimestamps: Bool
        var refusesFuture: Bool
    }

    /// Series that are kept although the last scrape did not have them, beyond as many as it had.
    private static let spareSeries = 1024
    /// Milliseconds that a target's clock may be ahead, as in Prometheus.
    private static let mostAhead: Int64 = 600_000
    private static let mostScrapes: UInt32 = 1 << 31
    private static let unkept: Int32 = -1
    private static let sharedLines = NewestValues<ContiguousArray<Int32>>()

    /// Lines count from zero again.
    mutating func forgetLines() {
        lines.removeAll(keepingCapacity: true)
        isPlanned = false
        wantsLines = false
        let isCrowded = series.count > 2 * activeCount + Self.spareSeries
        let scrape = scrape
        // Those that the store does not know any more come back under other numbers.
        series.removeAll { $0.id == nil || isCrowded && !($0.isActive && $0.scrape == scrape) }
        activeCount = series.count { $0.isActive && $0.scrape == scrape }
    }

    /// Says what series the next line is of.
    mutating func addLine(_ labels: Labels, _ appender: borrowing SampleAppender) {
        guard keeps?(labels) ?? true else { return lines.append(Self.unkept) }
        if places.isEmpty, !series.isEmpty {
            for (place, series) in series.enumerated() {
                if let id = series.id { places[id] = Int32(place) }
            }
        }
        let id = appender.series(labels)
        if let id, let place = places[id] { return lines.append(place) }
        let place = Int32(series.count)
        series.append(Series(id))
        if let id { places[id] = place }
        lines.append(place)
    }

    /// Says that all lines of a body were added.
    mutating func endLines() {
        places = [:]
        series = series.trimmed
        lines = Self.sharedLines.shared(lines.trimmed)
    }

    /// Writes staleness markers for all series; answers how many.
    mutating func endAll(at time: Int64, _ appender: borrowing SampleAppender) -> Int {
        var count = 0
        for place in series.indices where isActive(place) {
            end(place, at: time, appender)
            series[place].see(in: series[place].scrape, isActive: false)
            count += 1
        }
        activeCount = 0
        isPlanned = false
        return count
    }

    private func isActive(_ place: Int) -> Bool {
        series[place].isActive && series[place].scrape == scrape
    }

    private func end(_ place: Int, at time: Int64, _ appender: borrowing SampleAppender) {
        // A series that the store let go has nothing that could end.
        guard let id = series[place].id else { return }
        appender.append(StaleMarker.value, at: time, to: id)
    }

    /// Keeps the samples of a body.
    mutating func keep(
        _ bodies: borrowing RepeatedBodies,
        _ clock: Clock,
        _ appender: borrowing SampleAppender,
        _ outcome: inout ScrapeOutcome
    ) {
        bodyCount &+= 1
        let usesTimestamps = clock.honorsTimestamps && bodies.hasTimestamps
        let count = bodies.values.count
        let values = bodies.values.base
        guard !(isPlanned && bodies.isSameShape && !usesTimestamps) else {
            latest = count == 0 ? nil : clock.time
            for index in 0..<count {
                let place = lines[Int(bodies.lines[index])]
                guard place != Self.unkept else { continue }
                append(values[index], at: clock.time, to: Int(place), appender, &outcome)
            }
            return
        }
        let last = scrape
        nextScrape()
        let before = outcome.duplicates
        var active = 0
        latest = count == 0 || usesTimestamps ? nil : clock.time
        let mostAhead = clock.refusesFuture ? clock.time + Self.mostAhead : .max
        for index in 0..<count {
            let place = Int(lines[Int(bodies.lines[index])])
            guard place != Self.unkept else { continue }
            let own = usesTimestamps ? bodies.timestamps[index] : ExpositionRows.noTimestamp
            let hasOwn = own != ExpositionRows.noTimestamp
            let known = series[place].scrape
            if known == scrape, !hasOwn {
                outcome.duplicates += 1
                continue
            }
            if known != scrape {
                if known != last || known == 0 { outcome.addedSeries += 1 }
                let wasActive = series[place].isActive && known == last
                series[place].see(in: scrape, isActive: !hasOwn)
                if !hasOwn { active += 1 }
                if wasActive { activeCount -= 1 }
            }
            if usesTimestamps {
                let timestamp = hasOwn ? own : clock.time
                guard timestamp <= mostAhead else {
                    outcome.tooFarAhead += 1
                    continue
                }
                latest = max(latest ?? timestamp, timestamp)
            }
            append(values[index], at: hasOwn ? own : clock.time, to: place, appender, &outcome)
        }
        // Those of the last scrape that are not among them end.
        if activeCount > 0 {
            for place in series.indices where series[place].scrape == last && series[place].isActive {
                end(place, at: clock.time, appender)
                outcome.endedSeries += 1
            }
        }
        activeCount = active
        isPlanned = !usesTimestamps && outcome.duplicates == before
    }

    private mutating func nextScrape() {
        scrape += 1
        guard scrape == Self.mostScrapes else { return }
        // Once in centuries all series count as new.
        for place in series.indices { series[place].see(in: 0, isActive: false) }
        scrape = 1
    }

    @inline(__always)
    private mutating func append(
        _ value: Double,
        at time: Int64,
        to place: Int,
        _ appender: borrowing SampleAppender,
        _ outcome: inout ScrapeOutcome
    ) {
        let result = series[place].id.map { appender.append(value, at: time, to: $0) } ?? .unknownSeries
        guard result != .appended else { return }
        settle(result, place, &outcome)
    }

    private mutating func settle(_ result: AppendResult, _ place: Int, _ outcome: inout ScrapeOutcome) {
        switch result {
        case .appended, .alreadyThere: break
        case .duplicateTimestamp: outcome.conflicting += 1
        case .outOfOrder: outcome.outOfOrder += 1
        case .noMemory: outcome.withoutMemory += 1
        case .unknownSeries:
            // Only its line tells the labels. What the store let go is asked for at once, what it had no memory for
            // now and then.
            if series[place].id != nil || bodyCount & 15 == 0 {
                wantsLines = true
            }
            series[place].id = nil
            outcome.withoutMemory += 1
        }
    }
}
