package import PromQL
package import SampleStore
package import Values

/// A group of rules that is evaluated again and again: its rules run in order, each seeing what those before it wrote.
package struct RuleGroupRun: Sendable {
    package struct Options: Sendable {
        package var engine = QueryEngine()
        package var externalLabels: [String: String] = [:]
        package var externalURL = ""
        /// Whether alerts of before a restart are still to be taken up: until then `ALERTS` is not written.
        package var awaitsRestore = false

        package init() {}
    }

    /// How one rule went.
    package struct Outcome: Sendable {
        package let rule: Rule
        package let failure: RuleFailure?
        /// What the query had to remark.
        package let annotations: [Annotation]
    }

    package let group: RuleGroup
    private var runs: [RuleRun]

    package init(_ group: RuleGroup, _ options: Options = Options()) throws(RuleFailure) {
        self.group = group
        var own = RuleRun.Options()
        own.engine = options.engine
        own.externalLabels = options.externalLabels
        own.externalURL = options.externalURL
        own.isRestored = !options.awaitsRestore
        runs = []
        for rule in group.rules { runs.append(try RuleRun(rule, in: group, own)) }
    }

    /// Evaluates all rules at one time, in milliseconds since the epoch; one that fails does not keep the next from
    /// running.
    package mutating func evaluate(at time: Int64, in world: inout some RuleWorld) -> [Outcome] {
        runs.indices.map { index in
            do throws(RuleFailure) {
                let annotations = try runs[index].evaluate(at: time, in: &world)
                return Outcome(rule: runs[index].rule, failure: nil, annotations: annotations)
            } catch {
                return Outcome(rule: runs[index].rule, failure: error, annotations: [])
            }
        }
    }

    /// The alerts of each alerting rule, resolved ones among them.
    package var alerts: [(rule: Rule, alerts: [ActiveAlert])] {
        runs.compactMap { run in run.table.map { (run.rule, $0.alerts) } }
    }

    /// The annotations of an alert as they are now.
    package func annotations(
        of alert: ActiveAlert,
        of rule: Rule,
        source: any SampleSource
    ) -> [(name: String, value: String)] {
        guard let run = runs.first(where: { $0.rule.location == rule.location }), let table = run.table else {
            return []
        }
        let environment = TemplateEnvironment(
            at: alert.evaluatedAt,
            externalURL: run.options.externalURL,
            engine: run.options.engine,
            source: source
        )
        return table.rule.annotations(of: alert, in: environment)
    }

    // MARK: Restarts

    /// Takes up since when conditions hold from the series of before the restart; to be called after the second
    /// evaluation, as Prometheus does.
    package mutating func restore(at time: Int64, from source: some SampleSource) throws(SampleSourceError) {
        for index in runs.indices {
            var failure: SampleSourceError?
            runs[index].change { table in
                do throws(SampleSourceError) {
                    try table.restoreForState(at: time, from: source)
                } catch {
                    failure = error
                }
            }
            runs[index].options.isRestored = true
            if let failure { throw failure }
        }
    }

    /// All alerts as JSON, to be written down before a restart.
    package var saved: Value {
        .array(
            runs.compactMap { run in
                run.table.map { table in
                    [
                        "alert": .string(run.rule.name.text), "rule": .string(run.rule.identityText),
                        "alerts": table.saved,
                    ]
                }
            }
        )
    }

    /// Takes up alerts that were written down, for every rule of the same name and labels.
    package mutating func restore(_ saved: Value) {
        var entries = saved.array ?? []
        for index in runs.indices where runs[index].rule.kind == .alerting {
            let identity = runs[index].rule.identityText
            guard let place = entries.firstIndex(where: { $0["rule"]?.string == identity }),
                let alerts = entries[place]["alerts"]
            else { continue }
            // Of rules that are the same to Prometheus, the first takes up the first.
            entries.remove(at: place)
            runs[index].change { $0.restore(alerts) }
            runs[index].options.isRestored = true
        }
    }
}

extension Rule {
    /// What tells a rule from others over a change of the file: its name and labels, as in Prometheus.
    var identityText: String {
        name.text + Labels(labels.map { ($0.name, $0.value.text) }).description
    }
}
