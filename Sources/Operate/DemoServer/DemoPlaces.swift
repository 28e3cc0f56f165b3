internal import HTTPServing

/// Where the endpoints of a demo server are.
package struct DemoPlaces: Sendable {
    package let name: String
    package let mcp: String
    /// Nothing where a tool tells the health.
    package let health: String?
    package let metrics: String
    package let admin: String
    package let needsToken: Bool

    init(role: ServerRole, service: ServerAddress, admin: ServerAddress, isEncrypted: Bool) {
        let base = "\(isEncrypted ? "https" : "http")://\(service)"
        name = role.name
        mcp = "\(base)/mcp"
        health = role.health.path.map { base + $0 }
        metrics = "\(base)/metrics"
        self.admin = "http://\(admin)/admin/rpc"
        needsToken = role.needsToken
    }
}
