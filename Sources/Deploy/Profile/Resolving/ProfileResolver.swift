package import Diagnostics
package import Templates
package import Values

/// Turns a profile's text into what it means: preset below, overlay above, every default filled in.
package struct ProfileResolver: Sendable {
    private let templates: TemplateSet
    private let presets = Memo<Preset>()

    package init(templates: TemplateSet) { self.templates = templates }

    /// What the profile means at one environment, or at none.
    ///
    /// Throws everything that is wrong with it, all at once; what is only doubtful comes back as warnings.
    package func resolve(_ tree: Value, environment: String? = nil) throws(InvalidInput) -> ResolvedProfile {
        let base = try layered(tree)
        guard let environment else { return try finish(base, environment: nil) }
        // The profile must stand on its own before an overlay changes it.
        let plain = try decoded(base.tree)
        guard let place = plain.environments[environment] else {
            let names = plain.environments.names
            throw InvalidInput(
                .error(
                    "the profile has no environment '\(environment)'",
                    at: base.tree.object?.member("environments")?.keyLocation ?? tree.location,
                    hint: Suggestion.nearest(to: environment, in: names)
                        ?? (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))")
                )
            )
        }
        var overlaid = base
        if let overlay = place.overlay?.value {
            var problems: [Diagnostic] = []
            Overlay.checkRemovals(in: overlay, from: base.tree, path: [], &problems)
            guard problems.isEmpty else { throw InvalidInput(problems) }
            overlaid.tree = Alternatives.settled(base.tree, under: overlay).merged(with: overlay)
        }
        return try finish(overlaid, environment: environment)
    }

    /// Everything that is wrong or doubtful about the profile, alone and at each of its environments.
    package func problems(of tree: Value) -> [Diagnostic] {
        var found: [Diagnostic] = []
        let environments = tree["environments"]?.object?.keys ?? []
        for environment in [nil] + environments.map(Optional.some) {
            for diagnostic in problems(of: tree, at: environment) where !found.contains(diagnostic) {
                found.append(diagnostic)
            }
        }
        return found.sorted { left, right in
            switch (left.location, right.location) {
            case (let left?, let right?): left < right
            case (nil, _?): true
            case (_, nil): false
            }
        }
    }

    private func problems(of tree: Value, at environment: String?) -> [Diagnostic] {
        do throws(InvalidInput) {
            return try resolve(tree, environment: environment).warnings
        } catch {
            return error.diagnostics
        }
    }

    /// A profile's tree over its preset's.
    private struct Layers {
        var tree: Value
        let preset: Preset
    }

    private func layered(_ tree: Value) throws(InvalidInput) -> Layers {
        guard tree.object != nil else {
            throw InvalidInput(
                .error(
                    tree.isNull ? "the profile is empty" : "a profile must be a mapping, not \(tree.kind)",
                    at: tree.location,
                    hint: "it begins with apiVersion: \(Profile.apiVersion)"
                )
            )
        }
        let choice = tree["preset"]
        let name = choice?.string ?? "custom"
        let preset = try presets.value(name) { () throws(InvalidInput) in
            try Preset.load(name, from: templates, at: choice?.location)
        }
        var problems: [Diagnostic] = []
        Overlay.checkRemovals(in: tree, from: preset.profile.value, path: [], &problems)
        var merged = Alternatives.settled(preset.profile.value, under: tree).merged(with: tree)
        // A null in there removes something later, or is a value of its own: the merge must not eat it here.
        for key in ["environments", "configFiles"] where preset.profile.value[key] == nil {
            if let free = tree[key] { merged = merged.adding(key, free) }
        }
        guard problems.isEmpty else {
            // The rest of the mistakes are worth telling in the same run.
            var decoding = Decoding()
            _ = Profile.decode(merged, &decoding)
            throw InvalidInput(problems + decoding.diagnostics)
        }
        return Layers(tree: merged, preset: preset)
    }

    private func decoded(_ tree: Value) throws(InvalidInput) -> Profile {
        var decoding = Decoding()
        let profile = Profile.decode(tree, &decoding)
        guard let profile, decoding.diagnostics.isEmpty else { throw InvalidInput(decoding.diagnostics) }
        return profile
    }

    private func finish(_ layers: Layers, environment: String?) throws(InvalidInput) -> ResolvedProfile {
        var profile = try decoded(layers.tree)
        profile.resources.completeShares()
        var resolved = ResolvedProfile(
            profile: profile,
            tree: layers.tree,
            preset: layers.preset,
            environment: environment
        )
        var found = ProfileRule.all.flatMap { $0.findings(resolved) }
        try resolved.configure()
        found += try resolved.limitsMet()
        let errors = found.filter { $0.severity == .error }
        guard errors.isEmpty else { throw InvalidInput(found) }
        resolved.warnings = found
        return resolved
    }
}
