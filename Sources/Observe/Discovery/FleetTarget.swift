package import HTTP

/// One running server to look at: where each of its endpoints is, and what it is called.
package struct FleetTarget: Sendable, Identifiable {
    /// What stays the same while the target does: its source and its address.
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
    /// The name of the server in the profile whose expectations hold for it; nothing when the profile has one only.
    package var server: String?

    package init(id: String, name: String) { (self.id, self.name) = (id, name) }
}

/// As whom, and how, the endpoints of a target are reached.
package struct TargetAccess: Sendable {
    /// Fields of every request, `Authorization` among them; never shown.
    package var headers = HTTPHeaders()
    /// Read before every request, so that a token that was replaced is used at once.
    package var tokenFile: String?
    package var tls = TLSOptions()
    package var proxy = HTTPRequest.Proxy.environment
    /// A Unix socket instead of the URL's host.
    package var socket: String?

    package init() {}
}
