internal import Exposition
internal import SampleStore

/// The series of one target: which line is which, and which of them the last scrape had.
struct SeriesTable {
    private struct Series {
        /// Nothing while the store has no memory for it.
        var id: SeriesID?
        let labels: Labels
        /// The last scrape that had it.
        var scrape: UInt32 = 0
        /// Whether somebody wants its value after each scrape.
        var isFollowed = false
    }

    /// What becomes of a sample of the body: its place tells which.
    private struct Step {
        var id: SeriesID?
        /// Index of the series; nothing for a series that the body had before.
        var series: Int32?
    }

    private var series: ContiguousArray<Series> = []
    private var places: [Labels: Int32] = [:]
    /// The series of each line ever seen, by the line's number.
    private var lines: ContiguousArray<Int32> = []
    private var steps: ContiguousArray<Step> = []
    /// The series that get a staleness marker when they end.
    private var active: ContiguousArray<Int32> = []
    private var scrape: UInt32 = 1
    /// Which series somebody wants to hear of, and where they are in the last body.
    var follows: (@Sendable (Labels) -> Bool)?
    private var followed: ContiguousArray<(row: Int32, series: Int32)> = []
    /// Whether `steps` are those of the last body.
    private var isPlanned = false
    private var duplicates = 0
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

    /// Lines count from zero again.
    mutating func forgetLines() {
        lines.removeAll(keepingCapacity: true)
        isPlanned = false
        guard series.count > 2 * active.count + Self.spareSeries else { return }
        let kept = active.map { series[Int($0)] }
        series = ContiguousArray(kept)
        active = ContiguousArray(kept.indices.map { Int32($0) })
        places = Dictionary(uniqueKeysWithValues: zip(kept.map(\.labels), active))
    }

    /// Says what series the next line is of.
    mutating func addLine(_ labels: Labels, _ appender: borrowing SampleAppender) {
        if let place = places[labels] { return lines.append(place) }
        let place = Int32(series.count)
        let isFollowed = follows?(labels) ?? false
        series.append(Series(id: appender.series(labels), labels: labels, isFollowed: isFollowed))
        places[labels] = place
        lines.append(place)
    }

    /// Writes staleness markers for all series; answers how many.
    mutating func endAll(at time: Int64, _ appender: borrowing SampleAppender) -> Int {
        let count = active.count
        for place in active { end(place, at: time, appender) }
        active.removeAll()
        isPlanned = false
        return count
    }

    private func end(_ place: Int32, at time: Int64, _ appender: borrowing SampleAppender) {
        // A series that the store let go has nothing that could end.
        guard let id = series[Int(place)].id else { return }
        appender.append(StaleMarker.value, at: time, to: id)
    }

    /// Keeps the samples of a body.
    mutating func keep(
        _ bodies: borrowing RepeatedBodies,
        _ clock: Clock,
        _ appender: borrowing SampleAppender,
        _ outcome: inout ScrapeOutcome
    ) {
        let usesTimestamps = clock.honorsTimestamps && bodies.hasTimestamps
        let isSame = isPlanned && bodies.isSameShape && !usesTimestamps
        if !isSame { plan(bodies, usesTimestamps, at: clock.time, appender, &outcome) }
        isPlanned = !usesTimestamps
        outcome.duplicates += duplicates
        let count = bodies.values.count
        let values = bodies.values.base
        latest = count == 0 || usesTimestamps ? nil : clock.time
        let mostAhead = clock.refusesFuture ? clock.time + Self.mostAhead : .max
        for index in 0..<count {
            let step = steps[index]
            var timestamp = clock.time
            if usesTimestamps {
                let own = bodies.timestamps[index]
                if own != ExpositionRows.noTimestamp { timestamp = own }
                guard timestamp <= mostAhead else {
                    outcome.tooFarAhead += 1
                    continue
                }
                latest = max(latest ?? timestamp, timestamp)
            }
            let result =
                step.id.map { appender.append(values[index], at: timestamp, to: $0) } ?? .unknownSeries
            guard result != .appended else { continue }
            settle(result, values[index], timestamp, index, appender, &outcome)
        }
    }

    /// Calls with the series of the last body that somebody follows, and their values.
    func forEachFollowed(_ bodies: borrowing RepeatedBodies, _ visit: (Labels, Double) -> Void) {
        for (row, place) in followed { visit(series[Int(place)].labels, bodies.values[Int(row)]) }
    }

    private mutating func settle(
        _ result: AppendResult,
        _ value: Double,
        _ timestamp: Int64,
        _ index: Int,
        _ appender: borrowing SampleAppender,
        _ outcome: inout ScrapeOutcome
    ) {
        switch result {
        case .appended, .alreadyThere: break
        case .duplicateTimestamp: outcome.conflicting += 1
        case .outOfOrder: outcome.outOfOrder += 1
        case .noMemory: outcome.withoutMemory += 1
        case .unknownSeries:
            guard let place = steps[index].series.map({ Int($0) }) else { return }
            series[place].id = appender.series(series[place].labels)
            steps[index].id = series[place].id
            let again = series[place].id.map { appender.append(value, at: timestamp, to: $0) }
            if again != .appended { outcome.withoutMemory += 1 }
        }
    }

    /// Finds the series of every sample, and ends those of the last scrape that are not among them.
    private mutating func plan(
        _ bodies: borrowing RepeatedBodies,
        _ usesTimestamps: Bool,
        at time: Int64,
        _ appender: borrowing SampleAppender,
        _ outcome: inout ScrapeOutcome
    ) {
        let last = scrape
        scrape &+= 1
        duplicates = 0
        var before: ContiguousArray<Int32> = []
        swap(&before, &active)
        followed.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
        steps.reserveCapacity(bodies.lines.count)
        active.reserveCapacity(before.count)
        for index in 0..<bodies.lines.count {
            let place = lines[Int(bodies.lines[index])]
            let known = series[Int(place)]
            let hasOwn = usesTimestamps && bodies.timestamps[index] != ExpositionRows.noTimestamp
            if known.scrape == scrape, !hasOwn {
                duplicates += 1
                steps.append(Step())
                continue
            }
            steps.append(Step(id: known.id, series: place))
            if known.scrape != scrape {
                if known.isFollowed { followed.append((Int32(truncatingIfNeeded: index), place)) }
                if known.scrape != last || known.scrape == 0 { outcome.addedSeries += 1 }
                series[Int(place)].scrape = scrape
                if !hasOwn { active.append(place) }
            }
        }
        for place in before where series[Int(place)].scrape != scrape {
            end(place, at: time, appender)
            outcome.endedSeries += 1
        }
    }
}
