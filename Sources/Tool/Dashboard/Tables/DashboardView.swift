/// The tables of the dashboard, in the order of their keys, `1` first.
enum DashboardView: Int, Sendable, Hashable, CaseIterable {
    case fleet, tools, alerts, breakers, sessions

    var definition: TableDefinition {
        switch self {
        case .fleet: .fleet
        case .tools: .tools
        case .alerts: .alerts
        case .breakers: .breakers
        case .sessions: .sessions
        }
    }
}
