internal import GoText
internal import SampleStore
internal import Scrape

/// Which of a server's series tells what of which tool, and where it is counted.
///
/// Servers of one software have the same one, and hold it together.
struct TrafficLayout: Sendable, Equatable {
    /// What a series adds to.
    enum Meaning: Sendable, Equatable {
        case calls(isError: Bool), reported, measured(isError: Bool), seconds, bucket(Int), mean
        case gauge(MetricRole.Part, String)
        case ignored
    }

    struct Series: Sendable, Equatable {
        var meaning: Meaning
        /// The tool's place.
        var place: Int
        var unit: Double
    }

    /// A tool, or what is not told by tool, and the slots where each thing is counted of it.
    struct Counted: Sendable, Equatable {
        let name: String
        var sources: CallSources = []
        var bounds: ContiguousArray<Double> = []
        var calls: Int?
        var errors: Int?
        var reported: Int?
        var measured: Int?
        var failedMeasured: Int?
        /// Two slots: nanoseconds.
        var seconds: Int?
        var buckets: ContiguousArray<Int> = []
    }

    /// Places of what is not told by tool: all calls, and requests of any kind.
    static let (all, requests) = (0, 1)
    /// Tools beyond that many are counted together.
    private static let toolLimit = 1000

    /// By the numbers that the series have.
    private(set) var series: ContiguousArray<Series> = []
    private(set) var counted = [Counted(name: ""), Counted(name: "")]
    /// How many slots there are.
    private(set) var slots = 0
    private var places: [String: Int] = [:]

    private static let newest = NewestValues<TrafficLayout>()

    /// The same layout, in the memory of another server's when that has the same.
    func shared() -> TrafficLayout { Self.newest.shared(self) }

    /// All numbers are given anew; what was counted stays where it is.
    mutating func forgetSeries() { series = [] }

    /// Adds the series with the next number.
    mutating func follow(_ labels: Labels, _ names: MetricNames) {
        guard let metric = labels.name, let role = names.role(of: metric) else {
            return series.append(Series(meaning: .ignored, place: Self.all, unit: 1))
        }
        let (meaning, place) = meaning(of: role, labels)
        makeSlots(for: meaning, place)
        series.append(Series(meaning: meaning, place: place, unit: role.unit))
    }

    private mutating func makeSlots(for meaning: Meaning, _ place: Int) {
        switch meaning {
        case .calls(let isError):
            makeSlot(\.calls, place)
            if isError { makeSlot(\.errors, place) }
        case .reported: makeSlot(\.reported, place)
        case .measured(let isError):
            makeSlot(\.measured, place)
            if isError { makeSlot(\.failedMeasured, place) }
        case .seconds: makeSlot(\.seconds, place, count: 2)
        case .bucket, .mean, .gauge, .ignored: break
        }
    }

    private mutating func makeSlot(_ slot: WritableKeyPath<Counted, Int?>, _ place: Int, count: Int = 1) {
        guard counted[place][keyPath: slot] == nil else { return }
        counted[place][keyPath: slot] = slots
        slots += count
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
            if let index = counted[place].bounds.firstIndex(of: scaled) {
                return (.bucket(counted[place].buckets[index]), place)
            }
            counted[place].bounds.append(scaled)
            counted[place].buckets.append(slots)
            slots += 1
            return (.bucket(slots - 1), place)
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
