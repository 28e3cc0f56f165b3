package import Rules

/// One alert that is pending, firing, or lately resolved, as views and verbs show it.
///
/// Times are milliseconds since the epoch.
package struct AlertSnapshot: Sendable, Identifiable {
    /// The rule's place and the alert's labels.
    package let id: String
    package var name: String
    package var state: ActiveAlert.State
    /// From the label `severity`; empty when the rule sets none.
    package var severity = ""
    package var labels: [(name: String, value: String)] = []
    package var annotations: [(name: String, value: String)] = []
    package var value: Double
    package var activeAt: Int64
    package var firedAt: Int64?
    package var resolvedAt: Int64?
    /// When a pending alert fires, if its condition holds until then.
    package var firesAt: Int64?
    /// The expression, and the place of the rule: `file:line`.
    package var expression = ""
    package var place = ""
    /// The group of the rule.
    package var group = ""

    package init(id: String, name: String, state: ActiveAlert.State, value: Double, activeAt: Int64) {
        (self.id, self.name, self.state, self.value, self.activeAt) = (id, name, state, value, activeAt)
    }

    /// The worst first: firing, pending, resolved; among them critical before warning before all others, then by age.
    package static func isWorse(_ first: Self, _ second: Self) -> Bool {
        let ranks = (first.rank, second.rank)
        guard ranks.0 == ranks.1 else { return ranks.0 < ranks.1 }
        guard first.activeAt == second.activeAt else { return first.activeAt < second.activeAt }
        return first.id < second.id
    }

    private var rank: Int {
        let severities = ["critical", "warning", "info"]
        let severity = severities.firstIndex(of: severity) ?? severities.count
        switch state {
        case .firing: return severity
        case .pending: return 10 + severity
        case .inactive: return 20 + severity
        }
    }
}
