internal import Diagnostics
internal import Values

extension ProfileRule {
    /// Replicas with state of their own do not agree with each other.
    ///
    /// Says only what holds wherever they run: how a platform shares a volume among them, and whether it keeps a client
    /// on its replica, is for that target to tell.
    static let volumesFitReplicas = ProfileRule { resolved in
        let profile = resolved.profile
        guard profile.scaling.most > 1 else { return [] }
        var findings: [Diagnostic] = profile.volumes.compactMap { entry in
            guard entry.element.kind == .persistent, !entry.element.shared else { return nil }
            return .warning(
                "the volume '\(entry.name)' is one replica's alone, and \(profile.scaling.most) may run: "
                    + "they cannot rely on each other's files",
                at: resolved.location("volumes.\(entry.name)"),
                hint:
                    "run one replica, share the volume (shared: true, ReadWriteMany), or keep the state elsewhere"
            )
        }
        if profile.server.keepsSessions {
            findings.append(
                .warning(
                    "a session lives in the memory of one replica, and \(profile.scaling.most) may run: the others "
                        + "do not know it, and it is lost when its replica goes away",
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
