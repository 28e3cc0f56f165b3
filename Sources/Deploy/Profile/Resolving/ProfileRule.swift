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
        .pathsAreApart,
        .volumesFitReplicas, .scratchFits, .imageIsPinned, .drainEnds, .sectionsAreRead,
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
        for (path, port) in [("server.port", profile.server.port), ("admin.port", profile.admin.port)]
        where port < 1024 && (path != "admin.port" || profile.admin.enabled) {
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

    /// A variable cannot be both plain and secret.
    static let namesAreDeliveredOnce = ProfileRule(holdsForParts: true) { resolved in
        resolved.profile.secrets.compactMap { entry in
            guard entry.element.path == nil else { return nil }
            let name = entry.element.env ?? entry.name
            guard resolved.profile.env[name] != nil else { return nil }
            return .error(
                "\(name) is both a variable and a secret",
                at: resolved.tree["env"]?.object?.member(name)?.keyLocation,
                hint: "remove it from env"
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
        return mounts.compactMap { owner, path in
            guard let first = owners.updateValue(owner, forKey: path) else { return nil }
            return .error(
                "\(owner) is mounted at \(path), where \(first) is too",
                at: resolved.location(owner)
            )
        }
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
        let scratch = profile.volumes.reduce(0) {
            $1.element.kind == .scratch ? $0 + $1.element.size.bytes : $0
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
    /// The tag that is deployed.
    package var imageTag: String { image.tag ?? version }

    /// The whole reference of the image.
    package var imageReference: String {
        "\(image.repository):\(imageTag)" + (image.digest.map { "@\($0)" } ?? "")
    }
}
