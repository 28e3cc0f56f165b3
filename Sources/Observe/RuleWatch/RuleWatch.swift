package import Diagnostics
package import PromQL
package import Rules
package import SampleStore
package import Values

/// Runs groups of rules over a store as time goes by, and knows the alerts that come of it.
///
/// What rules record, `ALERTS` and `ALERTS_FOR_STATE` are written back into the store. All times are milliseconds since
/// the epoch.
package struct RuleWatch: Sendable {
    package struct Options: Sendable {
        package var engine = QueryEngine()
        /// Milliseconds between evaluations of a group that does not say it; Prometheus' default is a minute.
        package var interval: Int64 = 15_000
        /// Whether a group waits for its own interval, or no longer than for `interval`.
        ///
        /// People who look want to see now what a server would tell them in a minute; `for` still holds.
        package var hastens = false
        package var externalLabels: [String: String] = [:]
        package var externalURL = ""
        /// How long resolved alerts are told, in milliseconds; at most 15 minutes.
        package var keepsResolved: Int64 = 5 * 60_000
        /// Whether the store has series of before a restart, from which to take up since when conditions hold.
        package var restoresFromStore = false

        package init() {}
    }

    /// One rule that could not be evaluated when its group ran last.
    package struct Problem: Sendable {
        package let rule: Rule
        package let time: Int64
        package let diagnostic: Diagnostic
    }

    package let store: SampleStore
    package let options: Options
    /// In an order in which what one records others find.
    private(set) var groups: [WatchedGroup] = []
    /// The time of the last evaluation.
    package private(set) var evaluatedAt: Int64?

    /// Fails on a rule whose query cannot be prepared.
    package init(
        _ files: [RuleFile],
        over store: SampleStore,
        _ options: Options = Options()
    ) throws(InvalidInput) {
        (self.store, self.options) = (store, options)
        try replace(files)
    }

    /// Goes on with other rules; alerts of rules with the same name and labels stay.
    package mutating func replace(_ files: [RuleFile]) throws(InvalidInput) {
        let known = groups
        var problems: [Diagnostic] = []
        var changed: [WatchedGroup] = []
        for group in RuleOrder(files.flatMap(\.groups), named: []).groups {
            do throws(RuleFailure) {
                var watched = try WatchedGroup(group, options)
                if let old = known.first(where: { $0.key == watched.key }) { watched.takeUp(old) }
                changed.append(watched)
            } catch {
                problems.append(.error(error.message, at: group.location, hint: error.hint))
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        groups = changed
    }

    /// Evaluates every group that is due, at the time it was due last; answers how many were.
    ///
    /// The first evaluation is at once. Times that were missed are not made up for, as in Prometheus.
    @discardableResult
    package mutating func evaluate(at time: Int64) -> Int {
        var count = 0
        for index in groups.indices {
            guard let due = groups[index].due(at: time) else { continue }
            evaluate(index, at: due)
            count += 1
        }
        return count
    }

    /// Evaluates all groups at this time, due or not: for one look.
    package mutating func evaluateAll(at time: Int64) {
        for index in groups.indices { evaluate(index, at: time) }
    }

    private mutating func evaluate(_ index: Int, at time: Int64) {
        groups[index].evaluate(at: time, store, options)
        evaluatedAt = max(evaluatedAt ?? time, time)
    }

    /// When the next group is due; nothing when there is none.
    package var nextDue: Int64? { groups.compactMap(\.next).min() }

    /// How many rules there are.
    package var ruleCount: Int { groups.reduce(0) { $0 + $1.run.group.rules.count } }

    /// What failed in the last evaluation of each group.
    package var problems: [Problem] { groups.flatMap(\.problems) }

    /// All alerts that are pending, firing or lately resolved, the worst first.
    package var alerts: [AlertSnapshot] {
        let now = evaluatedAt ?? 0
        return groups.flatMap { $0.alerts(store, resolvedAfter: now - options.keepsResolved) }
            .sorted(by: AlertSnapshot.isWorse)
    }

    // MARK: Restarts

    /// All alerts as JSON, to be written down before a restart.
    package var saved: Value {
        .array(
            groups.map { group in
                ["group": .string(group.run.group.name.text), "rules": group.run.saved]
            }
        )
    }

    /// Takes up alerts that were written down, for every group and rule of the same name; passes over what is not of
    /// that form.
    package mutating func restore(_ saved: Value) {
        for entry in saved.array ?? [] {
            guard let name = entry["group"]?.string, let rules = entry["rules"],
                let index = groups.firstIndex(where: { $0.run.group.name.text == name })
            else { continue }
            groups[index].restore(rules)
        }
    }
}
