package import Rules

/// One alert that is pending, firing, or lately resolved, as views and verbs show it.
///
/// Times are milliseconds since the epoch.
package struct AlertSnapshot: Sendable, Identifiable {
    /// The rule's name and the alert's labels.
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
    /// The expression, and the place of the rule: `file:line`.
    package var expression = ""
    package var place = ""

    package init(id: String, name: String, state: ActiveAlert.State, value: Double, activeAt: Int64) {
        (self.id, self.name, self.state, self.value, self.activeAt) = (id, name, state, value, activeAt)
    }
}
