package import Fleet
package import RuleWatch

/// What the dashboard shows comes from here; what its keys ask for goes there.
package protocol DashboardFeed: Sendable {
    /// Everything known right now.
    func snapshot() async -> FleetSnapshot

    /// What is pending, firing, or lately resolved right now.
    func alerts() async -> [AlertSnapshot]

    /// Says that one of the two changed; how often does not matter, nothing is drawn for each of them.
    ///
    /// It ends when nothing will ever change again; the dashboard stays.
    func changes() -> AsyncStream<Void>

    /// Asks every server now.
    func refresh() async

    func setInterval(_ interval: Duration) async

    /// Whether somebody holds the picture still. Nothing has to stop for that.
    func setPaused(_ isPaused: Bool) async

    /// What can be done to the thing in a row, in the order a menu lists them.
    func actions(for subject: ActionSubject) -> [DashboardAction]
}

extension DashboardFeed {
    package func setPaused(_ isPaused: Bool) async {}
    package func actions(for subject: ActionSubject) -> [DashboardAction] { [] }
}
