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
    /// Host and port, as series are told apart by.
    package let authority: String
    /// The tools that it has when nobody switched one off.
    package let tools: [String]
    package let healthTool: String?

    init(role: ServerRole, service: ServerAddress, admin: ServerAddress, isEncrypted: Bool) {
        let base = "\(isEncrypted ? "https" : "http")://\(service)"
        name = role.name
        mcp = "\(base)/mcp"
        health = role.health.path.map { base + $0 }
        metrics = "\(base)/metrics"
        self.admin = "http://\(admin)/admin/rpc"
        needsToken = role.needsToken
        authority = "\(service)"
        let own = role.health == .factory ? ToolRole.healthCheck.name : nil
        tools = role.tools.map(\.name) + (own.map { [$0] } ?? [])
        healthTool = own
    }
}
