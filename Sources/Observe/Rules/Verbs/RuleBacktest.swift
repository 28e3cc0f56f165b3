internal import Diagnostics
internal import GoText
package import PromQL
package import SampleStore
package import Values

/// Which alerts would have fired over recorded history, with their `for`.
package struct RuleBacktest: Sendable {
    package struct Options: Sendable {
        package var engine = QueryEngine()
        /// Milliseconds between evaluations of all groups.
        package var step: Int64 = 60_000
        package var externalLabels: [String: String] = [:]
        package var externalURL = ""

        package init() {}
    }

    /// One time that an alert would have been pending or firing.
    package struct Episode: Sendable {
        package let rule: Rule
        package let group: String
        package let labels: Labels
        package let annotations: Labels
        /// The condition held from then on, in milliseconds since the epoch.
        package let activeAt: Int64
        /// `nil` for one that never fired.
        package let firedAt: Int64?
        /// `nil` for one that lasts to the end.
        package let endedAt: Int64?
        /// The value that is farthest beyond the threshold.
        package let peak: Double
    }

    /// A rule that failed at a time.
    package struct Problem: Sendable {
        package let rule: Rule
        package let time: Int64
        package let failure: RuleFailure
    }

    package let from: Int64
    package let through: Int64
    package let episodes: [Episode]
    package let problems: [Problem]
    /// Alerts whose condition never held.
    package let quiet: [Rule]

    /// Evaluates the rules of the files over a time, both ends included; series that they record are made anew.
    package static func run(
        _ files: [RuleFile],
        over source: any SampleSource,
        from: Int64,
        through: Int64,
        _ options: Options = Options()
    ) throws(RuleFailure) -> RuleBacktest {
        guard from <= through, options.step > 0 else {
            throw RuleFailure("the time to look at ends before it begins")
        }
        let groups = RuleOrder(files.flatMap(\.groups), named: []).groups
        let rules = groups.flatMap { group in group.rules.map { (rule: $0, group: group) } }
        let steps = (through - from) / options.step + 1
        guard steps * Int64(max(rules.count, 1)) <= 100_000_000 else {
            throw RuleFailure(
                "\(steps) evaluations of \(rules.count) rules are too many",
                hint: "look at a shorter time, or set a longer step"
            )
        }
        let outputs = RuleOutputs(rules.map(\.rule))
        let alerts = Set(rules.indices.filter { rules[$0].rule.kind == .alerting })
        var own = RuleRun.Options()
        own.engine = options.engine
        own.externalLabels = options.externalLabels
        own.externalURL = options.externalURL
        var timeline = RuleTimeline(
            clock: .init(start: from, interval: options.step, steps: Int(steps)),
            asked: [:],
            rules: rules,
            options: own,
            needsAlertSeries: rules.contains { !alerts.isDisjoint(with: outputs.written(for: $0.rule.tree)) }
        )
        timeline.keepsHistory = true
        let names = Set(rules.flatMap(\.rule.writtenNames))
        let result = try timeline.run(over: TestSamples(over: source, hiding: names))
        let episodes = result.history.episodes.map { episode in
            Episode(
                rule: rules[episode.rule].rule,
                group: rules[episode.rule].group.name.text,
                labels: episode.labels,
                annotations: episode.annotations,
                activeAt: episode.activeAt,
                firedAt: episode.firedAt,
                endedAt: episode.endedAt,
                peak: rules[episode.rule].rule.fallsBelow ? episode.lowest : episode.highest
            )
        }
        return RuleBacktest(
            from: from,
            through: through,
            episodes: episodes,
            problems: result.problems.map { Problem(rule: $0.rule, time: $0.time, failure: $0.failure) },
            quiet: rules.map(\.rule).filter { rule in
                rule.kind == .alerting && !episodes.contains { $0.rule.location == rule.location }
            }
        )
    }

    // MARK: Renderings

    /// An alert a line: when, how long, how far; then those that never came.
    package var text: String {
        var lines = episodes.map { episode in
            let start = CivilTime(milliseconds: episode.firedAt ?? episode.activeAt).rfc3339
            let length = PromDuration(
                milliseconds: (episode.endedAt ?? through) - (episode.firedAt ?? episode.activeAt)
            )
            let word = episode.firedAt == nil ? "pending" : "firing"
            let rest = episode.endedAt == nil ? "and on" : ""
            return "\(start)  \(word)  for \(length) \(rest)  \(visible(episode.labels.description))  "
                + "peak \(GoText.shortest(episode.peak))"
        }
        lines += problems.prefix(20).map { problem in
            "\(visible(problem.rule.location.description)): error: rule \(visible(problem.rule.name.text)) at "
                + "\(CivilTime(milliseconds: problem.time).rfc3339): \(visible(problem.failure.message))"
        }
        let fired = episodes.count { $0.firedAt != nil }
        lines.append(
            "\(fired) alerts would have fired, \(episodes.count - fired) were only pending, "
                + "\(quiet.count) rules never matched"
        )
        return lines.joined(separator: "\n")
    }

    package var json: Value {
        [
            "from": .string(CivilTime(milliseconds: from).rfc3339),
            "through": .string(CivilTime(milliseconds: through).rfc3339),
            "alerts": .array(
                episodes.map { episode in
                    func time(_ value: Int64?) -> Value {
                        value.map { .string(CivilTime(milliseconds: $0).rfc3339) } ?? .null
                    }
                    return [
                        "alert": .string(episode.rule.name.text), "group": .string(episode.group),
                        "labels": episode.labels.json, "annotations": episode.annotations.json,
                        "activeAt": time(episode.activeAt), "firedAt": time(episode.firedAt),
                        "endedAt": time(episode.endedAt), "peak": .sample(episode.peak),
                    ]
                }
            ),
            "quiet": .array(quiet.map { .string($0.name.text) }),
            "problems": .array(
                problems.map { problem in
                    [
                        "rule": .string(problem.rule.name.text), "message": .string(problem.failure.message),
                        "time": .string(CivilTime(milliseconds: problem.time).rfc3339),
                    ]
                }
            ),
        ]
    }
}

extension Rule {
    /// Whether its condition holds below a threshold.
    fileprivate var fallsBelow: Bool {
        guard let symbol = tree.operation.flatMap(Threshold.init)?.symbol else { return false }
        return symbol == .less || symbol == .lessOrEqual
    }
}
