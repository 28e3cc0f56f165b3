package import Diagnostics
package import Templates
package import Values

/// Turns a profile's text into what it means: preset below, overlay above, every default filled in.
package struct ProfileResolver: Sendable {
    private let templates: TemplateSet
    private let presets = Memo<Preset>()

    package init(templates: TemplateSet) { self.templates = templates }

    /// What the profile means at one environment, or at none, for each of its servers.
    ///
    /// `settings` are partial profiles laid over everything else, in order: what a command line says. Throws
    /// everything that is wrong with it, all at once.
    package func servers(of tree: Value, environment: String? = nil, settings: [Value] = [])
        throws(InvalidInput) -> [ResolvedProfile]
    {
        guard let set = try ServerSet(tree) else {
            let resolved = try resolve(tree, environment: environment, settings: settings)
            let problems = TargetRules.problems(of: resolved)
            guard problems.isEmpty else { throw InvalidInput(problems) }
            return [resolved]
        }
        var resolved: [ResolvedProfile] = []
        var problems = settings.flatMap(set.problems(with:))
        guard problems.isEmpty else { throw InvalidInput(problems) }
        for member in set.members {
            let name = member["name"]?.string ?? ""
            do throws(InvalidInput) {
                resolved.append(
                    try resolve(
                        member,
                        environment: environment,
                        settings: settings.map { ServerSet.setting($0, for: name) }
                    )
                )
            } catch {
                // What the servers share is wrong once.
                problems += error.diagnostics.filter { !problems.contains($0) }
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        return resolved
    }

    /// What a profile of one server means at one environment, or at none.
    ///
    /// Throws everything that is wrong with it, all at once; what is only doubtful comes back as warnings.
    package func resolve(_ tree: Value, environment: String? = nil, settings: [Value] = [])
        throws(InvalidInput) -> ResolvedProfile
    {
        var layers = try layered(tree)
        if let environment {
            // The profile must stand on its own before an overlay changes it.
            let plain = try decoded(layers.tree)
            guard let place = plain.environments[environment] else {
                let names = plain.environments.names
                throw InvalidInput(
                    .error(
                        "the profile has no environment '\(environment)'",
                        at: layers.tree.object?.member("environments")?.keyLocation ?? tree.location,
                        hint: Suggestion.nearest(to: environment, in: names)
                            ?? (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))")
                    )
                )
            }
            if let overlay = place.overlay?.value { layers.tree = ServerSet.laid(overlay, over: layers.tree) }
        }
        for setting in settings {
            // What a preset brings lies below everything: another one would no longer be asked for it.
            if let choice = setting["preset"] {
                throw InvalidInput(
                    .error(
                        "the preset cannot be set: the profile is written for the one it names",
                        at: choice.location,
                        hint: "change it in the profile"
                    )
                )
            }
            layers.tree = ServerSet.laid(setting, over: layers.tree)
        }
        return try finish(layers, environment: environment)
    }

    /// Everything that is wrong or doubtful about the profile, alone and at its environments: at each when none is
    /// named.
    package func problems(of tree: Value, at names: [String]? = nil) -> [Diagnostic] {
        var found = told(of: tree, at: nil)
        // An overlay that could be laid over nothing would only repeat what is wrong below it.
        if !found.contains(where: { $0.severity == .error }) {
            var told = Set(found)
            for environment in names ?? tree["environments"]?.object?.keys ?? [] {
                found += self.told(of: tree, at: environment).filter { told.insert($0).inserted }
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

    private func told(of tree: Value, at environment: String?) -> [Diagnostic] {
        do throws(InvalidInput) {
            return try servers(of: tree, environment: environment).flatMap(\.warnings).reduce(into: []) {
                if !$0.contains($1) { $0.append($1) }
            }
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
        let preset = try preset(of: tree)
        let base = Alternatives.settled(preset.profile.value, under: tree)
        return Layers(tree: Overlay.laid(tree, over: base), preset: preset)
    }

    private func preset(of tree: Value) throws(InvalidInput) -> Preset {
        let choice = tree["preset"]
        let name = choice?.string ?? "custom"
        do throws(InvalidInput) {
            return try presets.value(name) { () throws(InvalidInput) in
                try Preset.load(name, from: templates, at: choice?.location)
            }
        } catch {
            // The rest of the mistakes are worth telling in the same run; what is missing the preset might bring.
            var decoding = Decoding()
            decoding.partially { _ = Profile.decode(tree, &$0) }
            throw InvalidInput(error.diagnostics + decoding.diagnostics)
        }
    }

    private func decoded(_ tree: Value) throws(InvalidInput) -> Profile {
        var decoding = Decoding()
        let profile = Profile.decode(tree, &decoding)
        guard let profile, decoding.diagnostics.isEmpty else { throw InvalidInput(decoding.diagnostics) }
        return profile
    }

    private func finish(_ layers: Layers, environment: String?) throws(InvalidInput) -> ResolvedProfile {
        var decoding = Decoding()
        guard var profile = Profile.decode(layers.tree, &decoding) else {
            throw InvalidInput(decoding.diagnostics)
        }
        profile.resources.completeShares()
        var resolved = ResolvedProfile(
            profile: profile,
            tree: layers.tree,
            preset: layers.preset,
            environment: environment
        )
        guard decoding.diagnostics.isEmpty else {
            // Rules that hold for what could be read are told in the same run.
            let more = ProfileRule.all.filter(\.holdsForParts).flatMap { $0.findings(resolved) }
            throw InvalidInput(decoding.diagnostics + more.filter { $0.severity == .error })
        }
        var found = ProfileRule.all.flatMap { $0.findings(resolved) }
        try resolved.configure()
        found += try resolved.limitsMet()
        let errors = found.filter { $0.severity == .error }
        guard errors.isEmpty else { throw InvalidInput(found) }
        resolved.warnings = found
        return resolved
    }
}
