internal import Diagnostics
internal import PromQL
internal import Rules
internal import SampleStore
internal import Values

/// One group that is evaluated whenever its time comes.
struct WatchedGroup: Sendable {
    var run: RuleGroupRun
    /// Its file and name, as Prometheus tells groups apart.
    let key: String
    /// Milliseconds between evaluations.
    let interval: Int64
    /// Milliseconds after the multiples of the interval at which it is evaluated.
    let offset: Int64
    private(set) var next: Int64?
    private(set) var problems: [RuleWatch.Problem] = []
    private var last: Int64?
    private var evaluations = 0
    private var awaitsRestore: Bool

    init(_ group: RuleGroup, _ options: RuleWatch.Options) throws(RuleFailure) {
        var own = RuleGroupRun.Options()
        own.engine = options.engine
        own.externalLabels = options.externalLabels
        own.externalURL = options.externalURL
        own.awaitsRestore = options.restoresFromStore
        run = try RuleGroupRun(group, own)
        awaitsRestore = options.restoresFromStore
        key = "\(group.location.file.name);\(group.name.text)"
        let wanted = group.interval ?? options.interval
        interval = max(1, options.hastens ? min(wanted, options.interval) : wanted)
        // Groups of one interval do not all fall on one moment; the same group always falls on the same.
        offset =
            Int64(
                key.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } >> 1
            )
            % interval
    }

    /// Goes on where another version of the group was.
    mutating func takeUp(_ other: WatchedGroup) {
        run.restore(other.run.saved)
        (last, evaluations, awaitsRestore) = (other.last, other.evaluations, other.awaitsRestore)
        if interval == other.interval { next = other.next }
    }

    mutating func restore(_ saved: Value) {
        run.restore(saved)
        awaitsRestore = false
    }

    /// The time to evaluate at, when one has come: the last of those that the interval makes (Prometheus'
    /// `Group.EvalTimestamp`).
    func due(at time: Int64) -> Int64? {
        guard let next else { return time }
        // A clock that was set back by more than an interval begins anew.
        guard time >= next else { return next - time > interval ? time : nil }
        return aligned(time)
    }

    private func aligned(_ time: Int64) -> Int64 {
        let moved = time - offset
        let rest = moved % interval
        return moved - (rest < 0 ? rest + interval : rest) + offset
    }

    mutating func evaluate(at time: Int64, _ store: SampleStore, _ options: RuleWatch.Options) {
        next = aligned(time) + interval
        // A look in between may have been later than this time.
        guard last.map({ time > $0 || $0 - time > interval }) ?? true else { return }
        last = time
        var world = StoreWorld(store)
        problems = run.evaluate(at: time, in: &world).compactMap { outcome in
            guard let failure = outcome.failure else { return nil }
            return RuleWatch.Problem(
                rule: outcome.rule,
                time: time,
                diagnostic: .error(
                    "`\(outcome.rule.name.text)` cannot be evaluated: \(failure.message)",
                    at: outcome.rule.expression.location,
                    hint: failure.hint
                )
            )
        }
        evaluations += 1
        guard awaitsRestore, evaluations == 2 else { return }
        awaitsRestore = false
        // A store in memory always answers; what it cannot tell begins anew.
        do throws(SampleSourceError) { try run.restore(at: time, from: store) } catch {}
    }

    func alerts(_ source: SampleStore, resolvedAfter oldest: Int64) -> [AlertSnapshot] {
        run.alerts.flatMap { rule, alerts in
            alerts.compactMap { alert in
                guard alert.resolvedAt.map({ $0 >= oldest }) ?? true else { return nil }
                var snapshot = AlertSnapshot(alert, of: rule)
                snapshot.group = run.group.name.text
                snapshot.annotations = run.annotations(of: alert, of: rule, source: source)
                return snapshot
            }
        }
    }
}

extension AlertSnapshot {
    init(_ alert: ActiveAlert, of rule: Rule) {
        self.init(
            id: "\(rule.location)\(alert.labels)",
            name: rule.name.text,
            state: alert.state,
            value: alert.value,
            activeAt: alert.activeAt
        )
        labels = alert.labels.pairs.map { ($0.name, $0.value) }
        severity = labels.first { $0.name == "severity" }?.value ?? ""
        (firedAt, resolvedAt) = (alert.firedAt, alert.resolvedAt)
        if alert.state == .pending { firesAt = alert.activeAt + rule.hold }
        expression = rule.expression.text
        place = "\(rule.location.file.name):\(rule.location.line)"
    }
}
