internal import PromQL
internal import SampleStore

/// Evaluates rules for all times at once, cluster by cluster; gives up when anything is out of the ordinary.
struct RuleTimelineAttempt {
    /// Something that only going step by step gets right.
    struct GivesUp: Error {}

    let timeline: RuleTimeline
    var result: RuleTimeline.Result
    var runs: [RuleRun]
    /// Series that alerts stand for, which no two rules may share.
    var alertLabels: Set<Labels> = []

    private var clock: RuleTimeline.Clock { timeline.clock }

    init(_ timeline: RuleTimeline, _ runs: [RuleRun], _ samples: TestSamples) {
        self.timeline = timeline
        self.runs = runs
        result = RuleTimeline.Result(samples: samples, activity: Array(repeating: 0, count: runs.count))
    }

    /// Whether ``result`` is what step by step would give.
    mutating func succeeds() -> Bool {
        do throws(GivesUp) {
            let offsets = timeline.rules.map { $0.group.queryOffset ?? 0 }
            for cluster in RuleDependencies(timeline.rules.map(\.rule), offsets: offsets).clusters {
                if cluster.isStepwise {
                    try stepwise(cluster.rules)
                } else {
                    for index in cluster.rules { try allTimes(index) }
                    result.batched += cluster.rules.count
                }
            }
        } catch {
            return false
        }
        result.samples.now = clock.time(clock.steps - 1)
        return true
    }

    // MARK: Step by step

    private mutating func stepwise(_ cluster: [Int]) throws(GivesUp) {
        for index in cluster { try claimOutputs(of: index) }
        for step in 0..<clock.steps {
            result.samples.now = clock.time(step)
            for index in cluster {
                do throws(RuleFailure) {
                    _ = try runs[index].evaluate(at: clock.time(step), in: &result.samples)
                } catch {
                    throw GivesUp()
                }
                result.activity[index] += runs[index].activity
                guard timeline.keepsHistory else { continue }
                result.history.note(runs[index].table, index, at: clock.time(step), timeline.options)
            }
            guard let names = timeline.asked[step] else { continue }
            for index in cluster where runs[index].rule.kind == .alerting {
                let name = runs[index].rule.name.text
                guard names.contains(name) else { continue }
                result.firing[step, default: [:]][name, default: []] += runs[index].firingAlerts(
                    timeline.options
                )
            }
        }
        result.samples.now = .max
    }

    /// Series of these rules may exist only through them: what they write cannot be told beforehand.
    private func claimOutputs(of index: Int) throws(GivesUp) {
        let names = runs[index].rule.writtenNames
        let others = timeline.rules.indices.filter { $0 != index }
        // Two alerting rules of one name could meet in `ALERTS`.
        let rule = runs[index].rule
        for other in others {
            let candidate = timeline.rules[other].rule
            guard candidate.kind == rule.kind, candidate.name.text == rule.name.text else { continue }
            throw GivesUp()
        }
        for name in names where rule.kind == .recording {
            guard !result.samples.hasSeries(named: name) else { throw GivesUp() }
        }
    }

    // MARK: All times at once

    private mutating func allTimes(_ index: Int) throws(GivesUp) {
        let run = runs[index]
        let series = try answer(of: run)
        result.samples.now = .max
        switch run.rule.kind {
        case .recording: try record(series, index)
        case .alerting: try alert(series, index)
        }
    }

    /// The samples of the rule's query, series by series.
    private func answer(of run: RuleRun) throws(GivesUp) -> [MatrixSeries] {
        let value: QueryValue
        do throws(QueryError) {
            value = try run.query.range(
                from: clock.start - run.queryOffset,
                through: clock.time(clock.steps - 1) - run.queryOffset,
                step: clock.interval,
                source: result.samples
            ).value
        } catch {
            throw GivesUp()
        }
        guard case .matrix(let series) = value else { throw GivesUp() }
        return series
    }

    private func step(_ time: Int64, _ run: RuleRun) -> Int {
        Int((time + run.queryOffset - clock.start) / clock.interval)
    }

    private mutating func record(_ series: [MatrixSeries], _ index: Int) throws(GivesUp) {
        let run = runs[index]
        var counts = run.limit > 0 ? [Int](repeating: 0, count: clock.steps) : []
        for series in series where !series.samples.isEmpty {
            let labels = run.rule.recordedLabels(of: series.labels)
            // Written by somebody else, or twice by this rule.
            guard !result.samples.contains(labels) else { throw GivesUp() }
            var samples = SampleBuffer()
            samples.timestamps.reserveCapacity(series.samples.count + 1)
            samples.values.reserveCapacity(series.samples.count + 1)
            for (time, value) in zip(series.samples.timestamps, series.samples.values) {
                if let last = samples.timestamps.last, time - last > clock.interval {
                    samples.append(StaleMarker.value, at: last + clock.interval)
                }
                samples.append(value, at: time)
                if run.limit > 0 { counts[step(time, run)] += 1 }
            }
            if let last = samples.timestamps.last, step(last, run) + 1 < clock.steps {
                samples.append(StaleMarker.value, at: last + clock.interval)
            }
            result.activity[index] += series.samples.count
            result.samples.set(labels, samples)
        }
        guard counts.allSatisfy({ $0 <= run.limit }) else { throw GivesUp() }
    }
}
