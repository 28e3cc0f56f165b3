internal import Diagnostics
internal import Values

/// How the targets of an environment fit the servers of a profile.
enum TargetRules {
    /// What is wrong with the names of servers in all environments of a profile of one server.
    static func problems(of profile: ResolvedProfile) -> [Diagnostic] {
        (profile.tree["environments"]?.object ?? Object()).flatMap {
            unknownServers(in: $0.value, known: [profile.profile.name])
        }
    }

    /// Targets and sources that name a server which is not there.
    static func unknownServers(in environment: Value, known: [String]) -> [Diagnostic] {
        let items = (environment["targets"]?.array ?? []) + (environment["discovery"]?.array ?? [])
        return items.compactMap { item in
            guard let value = item["server"], let name = value.string, !known.contains(name) else {
                return nil
            }
            return .error(
                "there is no server '\(name)'",
                at: value.location,
                hint: Suggestion.nearest(to: name, in: known)
                    ?? (known.count == 1
                        ? "the only one is \(known[0])" : "the servers are \(known.joined(separator: ", "))")
            )
        }
    }

    /// Where any certificate is trusted.
    fileprivate static func insecure(in environment: Value) -> [Value] {
        let items = (environment["targets"]?.array ?? []) + (environment["discovery"]?.array ?? [])
        let accesses =
            [environment["access"]] + items.flatMap { [$0["access"], $0["prometheus"]?["access"]] }
        return accesses.compactMap { $0?["tls"]?["insecure"] }.filter { $0.bool == true }
    }
}

extension ProfileRule {
    /// Certificates that are not checked are told wherever the environment is used.
    static let insecureIsSaid = ProfileRule { resolved in
        guard let name = resolved.environment, let environment = resolved.tree["environments"]?[name] else {
            return []
        }
        return TargetRules.insecure(in: environment).map {
            .warning(
                "certificates of '\(name)' are not checked: whoever sits in between reads everything, tokens too",
                at: $0.location,
                hint: "trust the authority that signed them instead: caFile"
            )
        }
    }
}
