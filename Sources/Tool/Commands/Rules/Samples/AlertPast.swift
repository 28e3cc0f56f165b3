internal import Diagnostics
internal import PromQL
internal import Rules
internal import SampleStore

/// The time before a moment that decides whether alerts with a `for` fire at it.
struct AlertPast {
    /// An alert, by the place of its rule and its labels.
    struct Key: Hashable {
        let rule: SourceLocation
        let labels: Labels
    }

    private let files: [RuleFile]
    /// In milliseconds; none when no alert has to hold.
    let length: Int64
    private let step: Int64

    /// Evaluations that a look into the past takes at most.
    private static let stepLimit: Int64 = 2000

    init(of files: [RuleFile]) {
        self.files = files
        let alerts = files.flatMap(\.rules).filter { $0.kind == .alerting }
        let holds = alerts.map(\.hold).filter { $0 > 0 }
        guard let shortest = holds.min(), let longest = holds.max() else {
            (length, step) = (0, 1)
            return
        }
        // Four looks within the shortest, and no more of them than the longest can pay.
        let step = max(min(max(shortest / 4, 1000), 60_000), longest / Self.stepLimit)
        self.step = step
        length = (longest / step + 2) * step
    }

    /// The alerts with a `for` that fire at the time.
    func firing(
        over source: any SampleSource,
        at time: Int64,
        engine: QueryEngine
    ) throws(RuleFailure) -> Set<Key> {
        guard length > 0 else { return [] }
        var options = RuleBacktest.Options()
        options.engine = engine
        options.step = step
        let past = try RuleBacktest.run(files, over: source, from: time - length, through: time, options)
        return Set(
            past.episodes.filter { $0.firedAt != nil && $0.endedAt == nil }
                .map { Key(rule: $0.rule.location, labels: $0.labels) }
        )
    }
}
