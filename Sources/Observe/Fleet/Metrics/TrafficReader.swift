internal import SampleStore

/// Counts the calls of a server, scrape after scrape, and makes rates of them.
struct TrafficReader: Sendable {
    private let names: MetricNames
    private let window: Int64
    private(set) var layout = TrafficLayout()
    /// How often the series' numbers had been given anew when the layout was made.
    private var epoch = 0
    /// What was counted since the server was first looked at, by the layout's slots; counts wrap around, and only their
    /// differences mean something.
    private(set) var counts: ContiguousArray<UInt32> = []
    /// As the server counts, since it started, by the layout's places.
    private(set) var totals: ContiguousArray<Double> = []
    /// In seconds, by the layout's places, where a server tells means.
    private(set) var means: [Int: Double] = [:]
    private var points: ContiguousArray<Point> = []
    /// What rates are told from.
    private(set) var baseline: Point?
    private(set) var ticks: Int64 = 0
    private var isFirst = true
    private(set) var gauges = RuntimeGauges()

    struct Point: Sendable {
        var ticks: Int64
        var counts: ContiguousArray<UInt32>
    }

    init(_ names: MetricNames, window: Duration) { (self.names, self.window) = (names, window.milliseconds) }

    /// Begins a scrape at that many ticks, of series with these labels by their numbers; numbers of another epoch mean
    /// other series.
    mutating func begin(at ticks: Int64, _ keys: ContiguousArray<Labels>, epoch: Int = 0) {
        self.ticks = ticks
        if epoch != self.epoch || keys.count > layout.series.count {
            if epoch != self.epoch { layout.forgetSeries() }
            self.epoch = epoch
            for key in keys.dropFirst(layout.series.count) { layout.follow(key, names) }
            layout = layout.shared()
            counts.append(contentsOf: repeatElement(0, count: layout.slots - counts.count))
        }
        gauges = RuntimeGauges()
        totals = ContiguousArray(repeating: 0, count: layout.counted.count)
        if !means.isEmpty { means = [:] }
    }

    /// Takes the value of a series, and that of the scrape before that had it.
    mutating func take(_ number: Int, _ value: Double, previous: Double?) {
        // A counter that is there for the first time began at zero, if the server was looked at before.
        let increase = previous.map { value >= $0 ? value - $0 : value } ?? (isFirst ? 0 : value)
        let series = layout.series[number]
        add(series.meaning, at: series.place, unit: series.unit, value, increase)
    }

    /// Ends a scrape: afterwards `baseline` is what rates are told from.
    mutating func end() {
        isFirst = false
        baseline = points.first
        if points.last.map({ ticks - $0.ticks >= window / 4 }) ?? true {
            points.append(Point(ticks: ticks, counts: counts))
        }
        while points.count > 1, ticks - points[1].ticks >= window { points.removeFirst() }
    }

    /// Gives back the memory of what was told by gauges.
    mutating func forgetGauges() { gauges = RuntimeGauges() }

    private mutating func add(
        _ meaning: TrafficLayout.Meaning,
        at place: Int,
        unit: Double,
        _ value: Double,
        _ increase: Double
    ) {
        let count = UInt32(truncatingIfNeeded: Int64(min(max(increase, 0), 1e15)))
        switch meaning {
        case .calls(let isError):
            add(count, layout.counted[place].calls)
            if isError { add(count, layout.counted[place].errors) }
            totals[place] += value
        case .reported: add(count, layout.counted[place].reported)
        case .measured(let isError):
            add(count, layout.counted[place].measured)
            if isError { add(count, layout.counted[place].failedMeasured) }
            if !layout.counted[place].sources.contains(.calls) { totals[place] += value }
        case .seconds:
            guard let slot = layout.counted[place].seconds else { return }
            let nanoseconds = UInt64(min(max(increase * unit, 0), 1e9) * 1e9)
            let sum = Self.wide(counts, slot) &+ nanoseconds
            counts[slot] = UInt32(truncatingIfNeeded: sum)
            counts[slot + 1] = UInt32(truncatingIfNeeded: sum >> 32)
        case .bucket(let slot): counts[slot] &+= count
        case .mean: means[place] = value * unit
        case .gauge(let part, let name): gauges.set(part, name, value)
        case .ignored: break
        }
    }

    private mutating func add(_ count: UInt32, _ slot: Int?) {
        if let slot { counts[slot] &+= count }
    }

    private static func wide(_ counts: ContiguousArray<UInt32>, _ slot: Int) -> UInt64 {
        UInt64(counts[slot + 1]) << 32 | UInt64(counts[slot])
    }

    /// What was counted of a place since the baseline, and in how many seconds; nothing before there are two scrapes.
    func difference(_ place: Int) -> (tally: CallTally, seconds: Double)? {
        guard let baseline, ticks - baseline.ticks >= 50 else { return nil }
        let before = baseline.counts
        func count(_ slot: Int?) -> UInt32 {
            guard let slot else { return 0 }
            return counts[slot] &- (slot < before.count ? before[slot] : 0)
        }
        let one = layout.counted[place]
        var tally = CallTally()
        tally.calls = count(one.calls)
        tally.errors = count(one.errors)
        tally.reported = count(one.reported)
        tally.measured = count(one.measured)
        tally.failedMeasured = count(one.failedMeasured)
        if let slot = one.seconds {
            let earlier = slot + 1 < before.count ? Self.wide(before, slot) : 0
            tally.seconds = Double(Self.wide(counts, slot) &- earlier) / 1e9
        }
        tally.buckets = ContiguousArray(one.buckets.map { count($0) })
        return (tally, Double(ticks - baseline.ticks) / 1000)
    }
}
