internal import Diagnostics
internal import Values

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
}
