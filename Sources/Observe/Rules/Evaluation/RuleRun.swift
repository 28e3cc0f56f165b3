internal import GoText
internal import PromQL
internal import SampleStore

/// One rule that is evaluated again and again, with what it has to remember in between.
struct RuleRun: Sendable {
    struct Options: Sendable {
        var engine = QueryEngine()
        var externalLabels: [String: String] = [:]
        var externalURL = ""
        /// Whether the series `ALERTS` and `ALERTS_FOR_STATE` are written: not before the state was restored.
        var isRestored = true
    }

    let rule: Rule
    let query: PreparedQuery
    let limit: Int
    let queryOffset: Int64
    var options: Options
    /// The alerts of an alerting rule.
    private(set) var table: AlertTable?
    /// The slots that samples' labels lead to, where they alone decide.
    private var identities: [Labels: Int] = [:]
    /// The series of the last evaluation.
    private(set) var written: Set<Labels> = []
    /// What the last evaluation came to.
    private(set) var lastOutput: [(Labels, Double)] = []

    init(_ rule: Rule, in group: RuleGroup, _ options: Options) throws(RuleFailure) {
        self.rule = rule
        self.options = options
        limit = group.limit
        queryOffset = group.queryOffset ?? 0
        do throws(QueryError) {
            query = try options.engine.prepare(rule.tree)
        } catch {
            throw RuleFailure(error)
        }
        if rule.kind == .alerting {
            table = AlertTable(
                AlertingRule(
                    rule,
                    externalLabels: options.externalLabels,
                    externalURL: options.externalURL
                )
            )
        }
    }

    /// Asks the query, moves the alerts on, and writes the series; tells what the query had to remark.
    mutating func evaluate(
        at time: Int64,
        in world: inout some RuleWorld
    ) throws(RuleFailure) -> [Annotation] {
        // The source is let go before anything is written, so that nothing has to be copied.
        let (output, annotations) = try output(at: time, from: world.source)
        lastOutput = output
        try write(output, at: time - queryOffset, to: &world)
        return annotations
    }

    private mutating func output(
        at time: Int64,
        from source: any SampleSource
    ) throws(RuleFailure) -> ([(Labels, Double)], [Annotation]) {
        let (samples, annotations) = try query.ruleSamples(at: time - queryOffset, from: source)
        switch rule.kind {
        case .recording: return (try recorded(samples), annotations)
        case .alerting: return (try alerted(samples, at: time, from: source), annotations)
        }
    }

    // MARK: Results

    private func recorded(_ samples: [VectorSample]) throws(RuleFailure) -> [(Labels, Double)] {
        var seen: Set<Labels> = []
        seen.reserveCapacity(samples.count)
        var output: [(Labels, Double)] = []
        output.reserveCapacity(samples.count)
        for sample in samples {
            let labels = rule.recordedLabels(of: sample.labels)
            guard seen.insert(labels).inserted else {
                throw RuleFailure(
                    "vector contains metrics with the same labelset after applying rule labels",
                    hint: "\(labels) comes out more than once"
                )
            }
            output.append((labels, sample.value))
        }
        guard limit == 0 || output.count <= limit else {
            throw RuleFailure("exceeded limit of \(limit) with \(output.count) series")
        }
        return output
    }

    private mutating func alerted(
        _ samples: [VectorSample],
        at time: Int64,
        from source: any SampleSource
    ) throws(RuleFailure) -> [(Labels, Double)] {
        guard var table else { return [] }
        self.table = nil
        defer { self.table = table }
        if table.forget() { identities = [:] }
        let environment = TemplateEnvironment(
            at: time,
            externalURL: options.externalURL,
            engine: options.engine,
            source: source
        )
        do throws(AlertTable.Failure) {
            table.begin()
            for sample in samples {
                let slot = slot(of: sample, in: &table, environment)
                try table.hold(
                    slot,
                    sample.labels,
                    sample.value,
                    queried: table.rule.queriedAnnotations(sample.labels, sample.value, in: environment)
                )
            }
            try table.finish(at: time, limit: limit)
        } catch {
            throw RuleFailure(error.message)
        }
        guard options.isRestored else { return [] }
        var active: [(slot: Int, state: ActiveAlert.State, since: Int64)] = []
        table.forEachActive { slot, alert in active.append((slot, alert.state, alert.activeAt)) }
        var output: [(Labels, Double)] = []
        for alert in active {
            output.append((table.alertsSeries(alert.slot, alert.state), 1))
            output.append((table.forStateSeries(alert.slot), alert.since.wholeSeconds))
        }
        return output
    }

    private mutating func slot(
        of sample: VectorSample,
        in table: inout AlertTable,
        _ environment: TemplateEnvironment
    ) -> Int {
        guard table.rule.hasSteadyLabels else {
            return table.slot(for: table.rule.identity(of: sample.labels, sample.value, in: environment))
        }
        if let known = identities[sample.labels] { return known }
        let slot = table.slot(for: table.rule.identity(of: sample.labels, sample.value, in: environment))
        identities[sample.labels] = slot
        return slot
    }

    // MARK: Series

    /// Writes the samples, and a staleness marker into every series of the last time that is not among them.
    private mutating func write(
        _ output: [(Labels, Double)],
        at time: Int64,
        to world: inout some RuleWorld
    ) throws(RuleFailure) {
        var failure: RuleFailure?
        var written: Set<Labels> = []
        written.reserveCapacity(output.count)
        for (labels, value) in output {
            if let refusal = world.append(value, at: time, to: labels) {
                failure = RuleFailure(refusal, of: labels)
            } else {
                written.insert(labels)
            }
        }
        for labels in self.written where !written.contains(labels) {
            // Another rule may have written the series; then it is not stale.
            _ = world.append(StaleMarker.value, at: time, to: labels)
        }
        self.written = written
        if let failure { throw failure }
    }

    /// Takes up the alerts of before a restart.
    mutating func change(_ body: (inout AlertTable) -> Void) {
        guard var table else { return }
        self.table = nil
        body(&table)
        self.table = table
        identities = [:]
    }
}

extension Rule {
    /// The series that a sample of a recording rule is written to.
    func recordedLabels(of labels: Labels) -> Labels {
        var builder = LabelsBuilder(labels)
        builder.set("__name__", name.text)
        for label in self.labels { builder.set(label.name, label.value.text) }
        return builder.labels()
    }
}

extension RuleFailure {
    fileprivate init(_ refusal: SampleRefusal, of labels: Labels) {
        switch refusal {
        case .outOfOrder: self.init("out of order sample", hint: "of \(labels)")
        case .duplicate(let time, let existing, let new):
            self.init(
                "duplicate sample for timestamp \(time); overrides not allowed: existing "
                    + "\(GoText.shortest(existing)), new value \(GoText.shortest(new))",
                hint: "\(labels) is written by another rule or is an input too"
            )
        case .other(let message): self.init(message, hint: "of \(labels)")
        }
    }
}

extension Int64 {
    /// Whole seconds of milliseconds, down to the second before for times before the epoch.
    var wholeSeconds: Double {
        let (seconds, rest) = quotientAndRemainder(dividingBy: 1000)
        return Double(rest < 0 ? seconds - 1 : seconds)
    }
}
