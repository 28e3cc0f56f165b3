/// One running server to look at: where each of its endpoints is, and what it is called.
package struct FleetTarget: Sendable, Identifiable {
    /// What stays the same while the target does, whoever tells of it: its address.
    package let id: String
    /// What people call it; made unique among the targets of a fleet.
    package var name: String
    /// The MCP endpoint, when it is known: `http` or `https`, without credentials.
    package var url: String?
    package var health: String?
    package var readiness: String?
    package var liveness: String?
    package var metrics: String?
    package var admin: String?
    /// Labels of its series besides those its own answers have; `job` and `instance` are among them.
    package var labels: [(name: String, value: String)] = []
    package var access = TargetAccess()
    /// What its source says against it: that it is not ready, say.
    package var remark: String?
    /// The name of the server in the profile whose expectations hold for it; nothing without a profile, or when none fits.
    package var server: String?
    /// Endpoints that nobody named: that one of them is not there says nothing against the server.
    package var guessed: Set<Endpoint> = []

    package enum Endpoint: Sendable, Hashable, CaseIterable {
        case mcp, health, readiness, liveness, metrics, admin
    }

    package init(id: String, name: String) { (self.id, self.name) = (id, name) }
}
