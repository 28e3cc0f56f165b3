internal import SampleStore

/// The comings and goings of alerts over time.
struct AlertHistory: Sendable {
    private struct Key: Hashable {
        let rule: Int
        let labels: Labels
    }

    /// One time that a condition held.
    struct Episode: Sendable {
        let rule: Int
        let labels: Labels
        /// The condition held from then on.
        let activeAt: Int64
        var firedAt: Int64?
        /// The first evaluation at which it was over; `nil` when it lasts to the end.
        var endedAt: Int64?
        var lowest: Double
        var highest: Double
        /// As they were when it fired, or else at last.
        var annotations: Labels
        fileprivate var seenAt: Int64
    }

    private var open: [Key: Episode] = [:]
    private var closed: [Episode] = []

    /// All episodes by rule, beginning and labels.
    var episodes: [Episode] {
        (closed + open.values).sorted {
            ($0.rule, $0.activeAt) == ($1.rule, $1.activeAt)
                ? $0.labels < $1.labels : ($0.rule, $0.activeAt) < ($1.rule, $1.activeAt)
        }
    }

    /// Looks at the alerts of a rule after an evaluation.
    mutating func note(_ table: AlertTable?, _ rule: Int, at time: Int64, _ options: RuleRun.Options) {
        guard let table else { return }
        var active: [ActiveAlert] = []
        table.forEachActive { _, alert in active.append(alert) }
        for alert in active {
            let key = Key(rule: rule, labels: alert.labels)
            var episode =
                open[key]
                ?? Episode(
                    rule: rule,
                    labels: alert.labels,
                    activeAt: alert.activeAt,
                    lowest: alert.value,
                    highest: alert.value,
                    annotations: .empty,
                    seenAt: time
                )
            if episode.activeAt != alert.activeAt {
                // Gone and come again between two evaluations of this rule.
                episode.endedAt = time
                closed.append(episode)
                open[key] = nil
            }
            episode.lowest = Swift.min(episode.lowest, alert.value)
            episode.highest = Swift.max(episode.highest, alert.value)
            if alert.state == .firing, episode.firedAt == nil {
                episode.firedAt = alert.firedAt
                episode.annotations = RuleTimeline.FiringAlert(alert, of: table.rule, options).annotations
            }
            episode.seenAt = time
            open[key] = episode
        }
        for (key, var episode) in open where key.rule == rule && episode.seenAt < time {
            episode.endedAt = time
            closed.append(episode)
            open[key] = nil
        }
    }
}
