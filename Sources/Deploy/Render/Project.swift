package import Profile

/// What is rendered in one go: the servers of one profile.
package struct Project: Sendable {
    /// The profile's name: the server's own, or that of the set of servers.
    package let name: String
    /// In the order the profile lists them; one unless it has `servers`.
    package let servers: [Server]
    /// Whether the profile lists its servers, so that each gets a folder of its name.
    package let isSet: Bool

    package init(name: String, servers: [Server], isSet: Bool = false) {
        self.name = name
        self.servers = servers
        self.isSet = isSet
    }

    /// One server, with everything filled in.
    package struct Server: Sendable {
        package let resolved: ResolvedProfile
        /// The texts of the files that `configFiles` names, by the path written there.
        package let localFiles: [String: String]

        package init(_ resolved: ResolvedProfile, localFiles: [String: String] = [:]) {
            self.resolved = resolved
            self.localFiles = localFiles
        }

        package var name: String { resolved.profile.name }
    }
}
