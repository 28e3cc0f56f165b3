internal import Diagnostics
internal import Values

/// A rule that no single section can check: how parts of a profile fit together.
struct ProfileRule: Sendable {
    /// Whether it can be asked when some keys could not be read, and have their defaults.
    var holdsForParts = false
    let findings: @Sendable (ResolvedProfile) -> [Diagnostic]

    /// The rules, in the order their findings are told.
    static let all: [ProfileRule] = [
        .secretsAreDeclared, .portsAreApart, .literalsLookHarmless, .disabledIsSaid, .namesAreDeliveredOnce,
        .secretsAreApart,
        .pathsAreApart,
        .volumesFitReplicas, .scratchFits, .instanceFits, .imageIsPinned, .drainEnds, .sectionsAreRead,
    ]
}

extension ProfileRule {
    /// Every secret that a section names must be declared.
    static let secretsAreDeclared = ProfileRule(holdsForParts: true) { resolved in
        let profile = resolved.profile
        let references: [(path: String, name: String?)] = [
            ("auth.secret", profile.auth.secret), ("admin.secret", profile.admin.secret),
            ("cache.redis.secret", profile.cache.redis?.secret),
            ("observability.errorTracking.secret", profile.observability.errorTracking?.secret),
        ]
        return references.compactMap { path, name in
            guard let name, resolved.tree["secrets"]?[name] == nil else { return nil }
            // The name is not repeated: it may be the secret itself, at the wrong place.
            return .error(
                "\(path) names nothing that is under 'secrets'",
                at: resolved.location(path),
                hint: Suggestion.nearest(to: name, in: profile.secrets.names)
                    ?? "declare it there, as API_KEY: SECRET/KEY, and say \(path): API_KEY"
            )
        }
    }

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

    /// A variable has one value: plain, a secret, or the path of a secret.
    static let namesAreDeliveredOnce = ProfileRule(holdsForParts: true) { resolved in
        var owners: [String: String] = [:]
        return resolved.profile.secrets.compactMap { entry in
            guard let name = entry.element.variable(named: entry.name) else { return nil }
            if resolved.profile.env[name] != nil {
                return .error(
                    "\(name) is both a variable and a secret",
                    at: resolved.tree["env"]?.object?.member(name)?.keyLocation,
                    hint: "remove it from env"
                )
            }
            guard let first = owners.updateValue(entry.name, forKey: name) else { return nil }
            return .error(
                "\(name) is the variable of two secrets: \(first) and \(entry.name)",
                at: resolved.location("secrets.\(entry.name)")
            )
        }
    }

    /// Rendered keys of secrets are lowercase: two names that differ in nothing else would be one secret.
    static let secretsAreApart = ProfileRule { resolved in
        var owners: [String: String] = [:]
        return resolved.profile.secrets.compactMap { entry in
            guard entry.element.kubernetes == nil else { return nil }
            let key = "\(entry.element.external?.store ?? "") \(entry.name.lowercased())"
            guard let first = owners.updateValue(entry.name, forKey: key) else { return nil }
            return .error(
                "secrets.\(first) and secrets.\(entry.name) differ only in case: they would share one key",
                at: resolved.tree["secrets"]?.object?.member(entry.name)?.keyLocation,
                hint: "give one of them another name; 'env' keeps the variable's"
            )
        }
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

    /// Replicas with state of their own do not agree with each other.
    static let volumesFitReplicas = ProfileRule { resolved in
        let profile = resolved.profile
        guard profile.scaling.most > 1 else { return [] }
        var findings: [Diagnostic] = profile.volumes.compactMap { entry in
            guard entry.element.kind == .persistent, !entry.element.shared else { return nil }
            return .warning(
                "\(profile.scaling.most) replicas get a volume '\(entry.name)' each: what one writes the others never see",
                at: resolved.location("volumes.\(entry.name)"),
                hint:
                    "run one replica, share the volume (shared: true, ReadWriteMany), or keep the state elsewhere"
            )
        }
        if profile.server.keepsSessions {
            findings.append(
                .warning(
                    "sessions live in the memory of one replica: clients are pinned to a replica by their address, "
                        + "and lose their session when it goes away",
                    at: resolved.location("server.sessions"),
                    hint:
                        "sessions: shared when the server keeps them in a store, sessions: none when it is stateless"
                )
            )
        }
        return findings
    }

    /// Scratch volumes count as ephemeral storage: a pod that uses more than its limit is evicted.
    static let scratchFits = ProfileRule { resolved in
        let profile = resolved.profile
        let scratch = profile.volumes.filter { $0.element.kind == .scratch }.reduce(0) { sum, entry in
            let (more, overflow) = sum.addingReportingOverflow(entry.element.size.bytes)
            return overflow ? .max : more
        }
        guard let limit = profile.resources.ephemeralStorage.limit, scratch > limit.bytes else { return [] }
        return [
            .error(
                "scratch volumes of \(ByteQuantity(bytes: scratch).text) do not fit into "
                    + "resources.ephemeralStorage.limit of \(limit.text)",
                at: resolved.location("resources.ephemeralStorage"),
                hint: "raise the limit: a pod that fills its volumes would be evicted"
            )
        ]
    }

    /// Sections that wait for their commands are told, so that nobody believes they do something.
    static let sectionsAreRead = ProfileRule { resolved in
        ["compose", "ecs", "checklist"].compactMap { section in
            guard let member = resolved.tree.object?.member(section) else { return nil }
            return Diagnostic(
                .note,
                "'\(section)' is checked, but no command of this version reads it yet",
                at: member.keyLocation
            )
        }
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

    /// What runs should be known by its content.
    static let imageIsPinned = ProfileRule { resolved in
        guard resolved.profile.image.digest == nil else { return [] }
        return [
            .warning(
                "the image has no digest: a tag can be moved to another image",
                at: resolved.location("image"),
                hint: "image: \(resolved.profile.image.repository):\(resolved.profile.imageTag)@sha256:…"
            )
        ]
    }

    /// The time to drain must leave room within what platforms grant.
    static let drainEnds = ProfileRule { resolved in
        guard resolved.profile.server.drain < .seconds(5) else { return [] }
        return [
            .warning(
                "server.drain is only \(resolved.profile.server.drain.profileText): streams are cut at every deploy",
                at: resolved.location("server.drain"),
                hint: "45s or more lets most calls end"
            )
        ]
    }
}

extension Profile {
    /// The tag that is deployed: semantic versions may hold a `+`, which tags may not.
    package var imageTag: String { image.tag ?? version.replacing("+", with: "-") }

    /// The whole reference of the image.
    package var imageReference: String {
        "\(image.repository):\(imageTag)" + (image.digest.map { "@\($0)" } ?? "")
    }
}
