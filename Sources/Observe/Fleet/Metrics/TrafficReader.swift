internal import GoText
internal import SampleStore

/// Follows the few series of a server that tell of its calls, scrape after scrape, and makes rates of them.
struct TrafficReader: Sendable {
    /// What a series adds to.
    private enum Meaning: Sendable {
        case calls(isError: Bool), reported, measured(isError: Bool), seconds, bucket(Int), mean
        case gauge(MetricRole.Part, String)
        case ignored
    }

    private struct Followed: Sendable {
        let meaning: Meaning
        let tally: Int32
        let unit: Double
        var previous: Double
        var scrape: UInt32
    }

    /// A tool, or what is not told by tool.
    struct Counted: Sendable {
        let name: String
        var tally = CallTally()
        var sources: CallSources = []
        var bounds: ContiguousArray<Double> = []
        /// As the server counts, since it started.
        var total = 0.0
        var mean: Double?
    }

    /// Places of what is not told by tool: all calls, and requests of any kind.
    static let (all, requests) = (0, 1)

    private let names: MetricNames
    private let window: Int64
    private var series: [Labels: Followed] = [:]
    private(set) var counted = [Counted(name: ""), Counted(name: "")]
    private var places: [String: Int] = [:]
    private var points: [(ticks: Int64, tallies: [CallTally])] = []
    private(set) var baseline: (ticks: Int64, tallies: [CallTally])?
    private(set) var ticks: Int64 = 0
    private var scrape: UInt32 = 0
    private(set) var gauges = RuntimeGauges()

    /// Series beyond that many are forgotten when the server does not tell them any more.
    private static let seriesLimit = 4096
    /// Tools beyond that many are counted together.
    private static let toolLimit = 1000

    init(_ names: MetricNames, window: Duration) { (self.names, self.window) = (names, window.milliseconds) }

    /// Begins a scrape at that many ticks.
    mutating func begin(at ticks: Int64) {
        self.ticks = ticks
        scrape &+= 1
        gauges = RuntimeGauges()
        for place in counted.indices {
            counted[place].total = 0
            counted[place].mean = nil
        }
    }

    mutating func take(_ labels: Labels, _ value: Double) {
        guard !value.isNaN else { return }
        var known = series[labels] ?? follow(labels)
        let isNew = known.scrape == 0
        // A counter that is there for the first time began at zero, if the server was looked at before.
        let increase =
            isNew ? (scrape > 1 ? value : 0) : value >= known.previous ? value - known.previous : value
        known.previous = value
        known.scrape = scrape
        series[labels] = known
        add(known, value, increase)
    }

    /// Ends a scrape: afterwards `baseline` is what rates are told from.
    mutating func end() {
        baseline = points.first
        if points.last.map({ ticks - $0.ticks >= window / 4 }) ?? true {
            points.append((ticks, counted.map(\.tally)))
        }
        while points.count > 1, ticks - points[1].ticks >= window { points.removeFirst() }
        if series.count > Self.seriesLimit { series = series.filter { $0.value.scrape == scrape } }
    }

    private mutating func add(_ known: Followed, _ value: Double, _ increase: Double) {
        let place = Int(known.tally)
        let count = UInt32(truncatingIfNeeded: Int64(min(max(increase, 0), 1e15)))
        switch known.meaning {
        case .calls(let isError):
            counted[place].tally.calls &+= count
            if isError { counted[place].tally.errors &+= count }
            counted[place].total += value
        case .reported: counted[place].tally.reported &+= count
        case .measured(let isError):
            counted[place].tally.measured &+= count
            if isError { counted[place].tally.failedMeasured &+= count }
            if !counted[place].sources.contains(.calls) { counted[place].total += value }
        case .seconds: counted[place].tally.seconds += increase * known.unit
        case .bucket(let index): counted[place].tally.buckets[index] &+= count
        case .mean: counted[place].mean = value * known.unit
        case .gauge(let part, let name): gauges.set(part, name, value)
        case .ignored: break
        }
    }

    /// What a series means that was not there before.
    private mutating func follow(_ labels: Labels) -> Followed {
        guard let metric = labels.name, let role = names.role(of: metric) else {
            return Followed(meaning: .ignored, tally: 0, unit: 1, previous: 0, scrape: 0)
        }
        let (meaning, place) = meaning(of: role, labels)
        return Followed(meaning: meaning, tally: Int32(place), unit: role.unit, previous: 0, scrape: 0)
    }

    private mutating func meaning(of role: MetricRole, _ labels: Labels) -> (Meaning, Int) {
        let subject = role.subject.lazy.compactMap { labels[$0] }.first { !$0.isEmpty }
        switch role.part {
        case .toolCalls:
            let place = place(of: subject)
            let isError = note(Self.failure(role, labels), at: place, .status)
            counted[place].sources.insert(.calls)
            return (.calls(isError: isError), place)
        case .toolErrors:
            let place = place(of: subject)
            counted[place].sources.insert(.errors)
            return (.reported, place)
        case .toolDuration: return duration(role, labels, place(of: subject))
        case .operations:
            guard labels["mcp_method_name"] ?? "tools/call" == "tools/call" else { return (.ignored, 0) }
            let place = place(of: subject)
            counted[place].sources.formUnion([.operations, .durationErrors])
            return duration(role, labels, place)
        case .toolMean: return (.mean, place(of: subject))
        case .requests:
            guard subject ?? "tools/call" == "tools/call" else { return (.ignored, 0) }
            let isError = note(Self.failure(role, labels), at: Self.requests, .status)
            counted[Self.requests].sources.insert(.calls)
            return (.calls(isError: isError), Self.requests)
        case .requestErrors:
            guard subject ?? "tools/call" == "tools/call" else { return (.ignored, 0) }
            counted[Self.requests].sources.insert(.errors)
            return (.reported, Self.requests)
        case .requestDuration:
            guard subject ?? "tools/call" == "tools/call" else { return (.ignored, 0) }
            return duration(role, labels, Self.requests)
        case .requestMean: return (.mean, Self.requests)
        case .cacheHits, .cacheMisses, .cacheSize, .sessions, .rateLimitHits, .rateLimitRemaining:
            return (.gauge(role.part, subject ?? ""), 0)
        case .breakerState:
            // Either a number, or a series for each state of which one is 1.
            let state = labels["state"].map { "\u{0}\($0)" } ?? ""
            return (.gauge(role.part, (subject ?? "") + state), 0)
        }
    }

    private mutating func duration(_ role: MetricRole, _ labels: Labels, _ place: Int) -> (Meaning, Int) {
        counted[place].sources.insert(.durations)
        let isError = note(
            role.part == .operations ? labels["error_type"].map { !$0.isEmpty } : Self.failure(role, labels),
            at: place,
            .durationErrors
        )
        switch role.field {
        case .value: return (.ignored, place)
        case .count: return (.measured(isError: isError), place)
        case .sum: return (.seconds, place)
        case .bucket:
            guard let bound = labels["le"].flatMap({ GoText.parseNumber($0) }) else {
                return (.ignored, place)
            }
            counted[place].sources.insert(.buckets)
            let scaled = bound * role.unit
            if let index = counted[place].bounds.firstIndex(of: scaled) { return (.bucket(index), place) }
            counted[place].bounds.append(scaled)
            counted[place].tally.buckets.append(0)
            return (.bucket(counted[place].bounds.count - 1), place)
        }
    }

    /// Keeps that a source tells failures, if it does.
    private mutating func note(_ isFailure: Bool?, at place: Int, _ source: CallSources) -> Bool {
        guard let isFailure else { return false }
        counted[place].sources.insert(source)
        return isFailure
    }

    private mutating func place(of tool: String?) -> Int {
        guard let tool else { return Self.all }
        if let place = places[tool] { return place }
        guard places.count < Self.toolLimit else { return Self.all }
        places[tool] = counted.count
        counted.append(Counted(name: tool))
        return counted.count - 1
    }

    private static let failures: Set = [
        "error", "errors", "failure", "failed", "fail", "exception", "timeout", "err", "cancelled",
        "rejected",
    ]

    /// Whether the labels say that it went wrong; nothing when no label says how it went.
    private static func failure(_ role: MetricRole, _ labels: Labels) -> Bool? {
        if let name = role.status, let value = labels[name] {
            return role.errorStatus.map { value == $0 } ?? failures.contains(value.lowercased())
        }
        for name in ["status", "outcome", "result"] {
            if let value = labels[name] { return failures.contains(value.lowercased()) }
        }
        if let value = labels["error"] { return value == "true" }
        return labels["success"].map { $0 == "false" }
    }
}
