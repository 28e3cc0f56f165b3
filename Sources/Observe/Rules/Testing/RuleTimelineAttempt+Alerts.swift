internal import PromQL
internal import SampleStore

/// Alerts over all times, from the answers of their condition.
extension RuleTimelineAttempt {
    /// The series of one alert while they are written.
    fileprivate struct Writing {
        var pending = SampleBuffer()
        var firing = SampleBuffer()
        var forState = SampleBuffer()
        /// The state that was written the time before.
        var last: ActiveAlert.State?
        /// The step of that.
        var step = -1
    }

    mutating func alert(_ series: [MatrixSeries], _ index: Int) throws(GivesUp) {
        let run = runs[index]
        guard var table = run.table else { return }
        let environment = TemplateEnvironment(now: 0, externalURL: timeline.options.externalURL) {
            _ throws(TemplateQueryError) in throw TemplateQueryError("no query can be asked here")
        }
        let steady = table.rule.hasSteadyLabels
        let slots = series.map { series in
            steady ? table.slot(for: table.rule.identity(of: series.labels, 0, in: environment)) : -1
        }
        var next = [Int](repeating: 0, count: series.count)
        var writings: [Writing] = []
        for step in 0..<timeline.clock.steps {
            let time = timeline.clock.time(step)
            let answered = time - run.queryOffset
            table.begin()
            do throws(AlertTable.Failure) {
                for place in series.indices {
                    let samples = series[place].samples
                    guard next[place] < samples.count, samples.timestamps[next[place]] == answered else {
                        continue
                    }
                    let value = samples.values[next[place]]
                    next[place] += 1
                    let slot =
                        steady
                        ? slots[place]
                        : table.slot(
                            for: table.rule.identity(
                                of: series[place].labels,
                                value,
                                in: TemplateEnvironment(
                                    now: time,
                                    externalURL: environment.externalURL,
                                    query: environment.query
                                )
                            )
                        )
                    try table.hold(slot, series[place].labels, value)
                }
                try table.finish(at: time, limit: run.limit)
            } catch {
                throw GivesUp()
            }
            if timeline.keepsHistory { result.history.note(table, index, at: time, timeline.options) }
            note(table, index, step, at: answered, &writings)
        }
        try finish(&table, writings)
    }

    /// Remembers what is asked for at a step, and what the alert writes.
    fileprivate mutating func note(
        _ table: AlertTable,
        _ index: Int,
        _ step: Int,
        at time: Int64,
        _ writings: inout [Writing]
    ) {
        let isAsked = timeline.asked[step]?.contains(table.rule.name) ?? false
        let writes = timeline.needsAlertSeries
        var firing: [RuleTimeline.FiringAlert] = []
        var fires = false
        table.forEachActive { slot, alert in
            if alert.state == .firing {
                fires = true
                if isAsked { firing.append(.init(alert, of: table.rule, timeline.options)) }
            }
            guard writes else { return }
            while writings.count <= slot { writings.append(Writing()) }
            writings[slot].write(alert, step, at: time)
        }
        result.activity[index] += fires ? 1 : 0
        if isAsked { result.firing[step, default: [:]][table.rule.name, default: []] += firing }
        guard writes else { return }
        for slot in writings.indices where writings[slot].last != nil && writings[slot].step < step {
            writings[slot].end(at: time)
        }
    }

    private mutating func finish(_ table: inout AlertTable, _ writings: [Writing]) throws(GivesUp) {
        // Even unread, series of two rules must not meet: that is an error to Prometheus.
        for labels in table.knownLabels {
            guard alertLabels.insert(labels).inserted else { throw GivesUp() }
        }
        for (slot, writing) in writings.enumerated() {
            for (labels, samples) in [
                (table.alertsSeries(slot, .pending), writing.pending),
                (table.alertsSeries(slot, .firing), writing.firing),
                (table.forStateSeries(slot), writing.forState),
            ] where !samples.isEmpty {
                guard !result.samples.contains(labels) else { throw GivesUp() }
                result.samples.set(labels, samples)
            }
        }
    }
}

extension RuleTimelineAttempt.Writing {
    fileprivate mutating func write(_ alert: ActiveAlert, _ step: Int, at time: Int64) {
        if let last, last != alert.state { mark(last, at: time) }
        if alert.state == .firing { firing.append(1, at: time) } else { pending.append(1, at: time) }
        forState.append(alert.activeAt.wholeSeconds, at: time)
        (last, self.step) = (alert.state, step)
    }

    fileprivate mutating func end(at time: Int64) {
        if let last { mark(last, at: time) }
        forState.append(StaleMarker.value, at: time)
        last = nil
    }

    private mutating func mark(_ state: ActiveAlert.State, at time: Int64) {
        if state == .firing {
            firing.append(StaleMarker.value, at: time)
        } else {
            pending.append(StaleMarker.value, at: time)
        }
    }
}
