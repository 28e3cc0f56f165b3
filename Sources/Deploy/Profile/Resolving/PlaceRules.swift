internal import Diagnostics
internal import Values

extension ProfileRule {
    /// Listeners of one process cannot share a port, except for HTTP paths on the MCP port.
    static let portsAreApart = ProfileRule(holdsForParts: true) { resolved in
        let profile = resolved.profile
        var findings: [Diagnostic] = []
        if profile.admin.enabled {
            for (path, port) in [
                ("server.port", profile.server.port), ("metrics.port", profile.metrics.port),
                ("health.port", profile.health.port),
            ] where port == profile.admin.port {
                findings.append(
                    .error(
                        "admin.port must not be \(path) (\(profile.admin.port)): the channel has a listener of its own",
                        at: resolved.location("admin.port")
                    )
                )
            }
        }
        let listeners: [(path: String, port: Int?)] = [
            ("server.port", profile.server.port),
            ("health.port", profile.health.port),
            ("metrics.port", profile.metrics.enabled ? profile.metrics.port : nil),
            ("admin.port", profile.admin.enabled ? profile.admin.port : nil),
        ]
        for (path, port) in listeners {
            guard let port, port < 1024 else { continue }
            findings.append(
                .error(
                    "\(path) must be 1024 or more: a user without rights cannot listen on \(port)",
                    at: resolved.location(path),
                    hint: "clients still find the Service on port 80"
                )
            )
        }
        return findings
    }

    /// Two things cannot be mounted at one place.
    static let pathsAreApart = ProfileRule(holdsForParts: true) { resolved in
        let profile = resolved.profile
        var mounts: [(owner: String, path: String)] = []
        mounts += profile.configFiles.map { ("configFiles.\($0.name)", $0.name) }
        mounts += profile.volumes.map { ("volumes.\($0.name)", $0.element.path) }
        mounts += profile.secrets.compactMap { entry in
            entry.element.path.map { ("secrets.\(entry.name)", $0) }
        }
        var owners: [String: String] = [:]
        let twice: [Diagnostic] = mounts.compactMap { owner, path in
            guard let first = owners.updateValue(owner, forKey: path) else { return nil }
            return .error(
                "\(owner) is mounted at \(path), where \(first) is too",
                at: resolved.location(owner)
            )
        }
        let folders = Set(profile.volumes.map(\.element.path))
        let inFiles: [Diagnostic] = mounts.compactMap { owner, path in
            let above = path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
            guard let file = above.first(where: { owners[$0] != nil && !folders.contains($0) }) else {
                return nil
            }
            return .error("\(owner) is mounted below \(file), which is a file", at: resolved.location(owner))
        }
        return twice + inFiles
    }

    /// A server's name and its environment's are one label, `weather-production`: 63 characters at most.
    static let instanceFits = ProfileRule { resolved in
        guard let environment = resolved.environment else { return [] }
        let length = resolved.profile.name.utf8.count + 1 + environment.utf8.count
        guard length > 63 else { return [] }
        return [
            .error(
                "'\(resolved.profile.name)' and the environment '\(environment)' have \(length) characters together, more than 63",
                at: resolved.tree["environments"]?.object?.member(environment)?.keyLocation,
                hint: "give one of them a shorter name: both are in the label app.kubernetes.io/instance"
            )
        ]
    }
}
