package import HTTP

/// What a command line says about servers: which there are, and how they are reached.
package struct TargetWish: Sendable {
    package struct Address: Sendable {
        package var name: String?
        package var url: String

        package init(name: String? = nil, url: String) { (self.name, self.url) = (name, url) }
    }

    /// Servers by their URL; one without a path is the base below which `/mcp` and `/health` are tried.
    package var addresses: [Address] = []
    /// Files in the form of Prometheus's `file_sd`.
    package var files: [String] = []
    /// Names of targets, or of servers of the profile; all when empty.
    package var servers: [String] = []
    package var tokenFile: String?
    package var headersFile: String?
    package var authorities: String?
    package var identity: TLSOptions.Identity?
    package var serverName: String?
    package var isInsecure = false

    package init() {}

    /// Whether it names servers itself, so that those of the environment are left out.
    package var namesTargets: Bool { !addresses.isEmpty || !files.isEmpty }

    /// The access with what the command line says over it.
    package func changed(_ access: TargetAccess) -> TargetAccess {
        var access = access
        if let tokenFile {
            access.tokenFile = tokenFile
            access.headers["Authorization"] = nil
        }
        if let headersFile { access.headersFile = headersFile }
        if let authorities {
            access.tls.authorities = .file(authorities)
            access.tls.isInsecure = false
        }
        if let identity { access.tls.identity = identity }
        if let serverName { access.tls.serverName = serverName }
        if isInsecure { access.tls.isInsecure = true }
        return access
    }
}
