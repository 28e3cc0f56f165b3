internal import GoText
internal import PromQL
internal import SampleStore

/// The rules of a test over all its times, and the alerts at the times that are asked for.
///
/// What comes out is what evaluating every rule at every time one after another gives. Where a range query gives the same
/// it is taken, which costs a small part of it; whenever anything is out of the ordinary (an error, a series that is
/// written twice), everything is done again step by step.
struct RuleTimeline {
    struct Clock {
        /// Milliseconds since the epoch.
        let start: Int64
        let interval: Int64
        let steps: Int

        func time(_ step: Int) -> Int64 { start + Int64(step) * interval }
    }

    /// An alert that fires at an asked time.
    struct FiringAlert {
        let labels: Labels
        let annotations: Labels
    }

    /// A rule that failed, and when.
    struct Problem {
        let rule: Rule
        let group: RuleGroup
        let time: Int64
        let failure: RuleFailure
    }

    /// How the rules were evaluated.
    enum Method {
        case automatic
        /// Every rule at every time one after another; for comparison.
        case stepwise
    }

    let clock: Clock
    /// For each asked step the names of alerts that are looked at.
    let asked: [Int: Set<String>]
    let rules: [(rule: Rule, group: RuleGroup)]
    let options: RuleRun.Options
    /// Whether somebody reads `ALERTS` or `ALERTS_FOR_STATE`.
    let needsAlertSeries: Bool
    /// Whether every alert's comings and goings are kept.
    var keepsHistory = false

    /// What came out of it.
    struct Result {
        var samples: TestSamples
        /// By step and name.
        var firing: [Int: [String: [FiringAlert]]] = [:]
        var problems: [Problem] = []
        /// How many samples each recording rule wrote, and how often each alerting rule had a firing alert.
        var activity: [Int]
        /// How many rules were evaluated for all times at once.
        var batched = 0
        var history = AlertHistory()
    }

    func run(over samples: TestSamples, _ method: Method = .automatic) throws(RuleFailure) -> Result {
        var runs: [RuleRun] = []
        for (rule, group) in rules { runs.append(try RuleRun(rule, in: group, options)) }
        if method == .automatic, !runs.contains(where: { $0.table?.rule.asksQueries ?? false }) {
            var attempt = RuleTimelineAttempt(self, runs, samples)
            if attempt.succeeds() { return attempt.result }
        }
        return stepwise(runs, samples)
    }

    /// All rules at each time, as promtool does; the first time at which one fails is the last.
    private func stepwise(_ runs: [RuleRun], _ samples: TestSamples) -> Result {
        var runs = runs
        var result = Result(samples: samples, activity: Array(repeating: 0, count: runs.count))
        for step in 0..<clock.steps {
            result.samples.now = clock.time(step)
            for index in runs.indices {
                do throws(RuleFailure) {
                    _ = try runs[index].evaluate(at: clock.time(step), in: &result.samples)
                } catch {
                    let (rule, group) = rules[index]
                    result.problems.append(
                        Problem(rule: rule, group: group, time: clock.time(step), failure: error)
                    )
                }
                result.activity[index] += runs[index].activity
                if keepsHistory {
                    result.history.note(runs[index].table, index, at: clock.time(step), options)
                }
            }
            guard result.problems.isEmpty || keepsHistory else { return result }
            guard let names = asked[step] else { continue }
            for run in runs where run.rule.kind == .alerting && names.contains(run.rule.name.text) {
                result.firing[step, default: [:]][run.rule.name.text, default: []] += run.firingAlerts(
                    options
                )
            }
        }
        return result
    }
}

extension RuleRun {
    /// Samples of the last evaluation of a recording rule, or whether an alert fires.
    var activity: Int {
        guard let table else { return written.count }
        var fires = 0
        table.forEachActive { _, alert in if alert.state == .firing { fires = 1 } }
        return fires
    }

    /// The alerts that fire now, with their annotations.
    func firingAlerts(_ options: Options) -> [RuleTimeline.FiringAlert] {
        guard let table else { return [] }
        var alerts: [RuleTimeline.FiringAlert] = []
        table.forEachActive { _, alert in
            guard alert.state == .firing else { return }
            alerts.append(.init(alert, of: table.rule, options))
        }
        return alerts
    }
}

extension RuleTimeline.FiringAlert {
    init(_ alert: ActiveAlert, of rule: AlertingRule, _ options: RuleRun.Options) {
        // Annotations that ask PromQL were rendered when the condition held; the others need nothing.
        let environment = TemplateEnvironment(now: alert.evaluatedAt, externalURL: options.externalURL) {
            _ throws(TemplateQueryError) in throw TemplateQueryError("no query can be asked here")
        }
        labels = alert.labels
        annotations = Labels(rule.annotations(of: alert, in: environment).map { ($0.name, $0.value) })
    }
}
