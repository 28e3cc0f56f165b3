package import Diagnostics
internal import JSONTemplate
internal import Templates
package import Values

/// A profile with its preset, its environment's overlay and every default in place.
package struct ResolvedProfile: Sendable {
    package internal(set) var profile: Profile
    /// The merged tree, where every value still knows the file it came from.
    package let tree: Value
    package let preset: Preset
    package let environment: String?
    /// What the preset adds that the profile did not set itself.
    package internal(set) var presetEnv: Set<String> = []
    package internal(set) var warnings: [Diagnostic] = []

    init(profile: Profile, tree: Value, preset: Preset, environment: String?) {
        self.profile = profile
        self.tree = tree
        self.preset = preset
        self.environment = environment
    }

    /// Where the user wrote the value at a dotted path, or the nearest thing above it: never a place in a preset.
    package func location(_ path: String) -> SourceLocation? {
        var value = tree
        var location = value.location
        for key in path.split(separator: ".").map(String.init) {
            guard let member = value.object?.member(key) else { break }
            value = member.value
            let places = [value.location, member.keyLocation, location].compactMap(\.self)
            location = places.first { !TemplateSet.isEmbedded($0.file) }
        }
        return location
    }

    /// The profile as templates see it: every key is there, absent ones are null, secrets have no values.
    package var context: Object { profile.encoded(absent: .null)?.object ?? Object() }
}

extension ResolvedProfile {
    /// Adds the environment variables and files by which the preset's system takes its settings.
    ///
    /// What the profile says itself wins.
    mutating func configure() throws(InvalidInput) {
        profile.kubernetes.namespace = profile.kubernetes.namespace ?? "mcp-\(profile.name)"
        guard let settings = try rendered(preset.configure.value) else { return }
        var decoding = Decoding()
        let added = Settings.decode(settings, &decoding)
        guard let added, decoding.diagnostics.isEmpty else { throw InvalidInput(decoding.diagnostics) }
        let taken = Set(profile.env.names).union(profile.secrets.map { $0.element.env ?? $0.name })
        for entry in added.env where !taken.contains(entry.name) {
            profile.env.entries.append(entry)
            presetEnv.insert(entry.name)
        }
        for entry in added.configFiles where profile.configFiles[entry.name] == nil {
            profile.configFiles.entries.append(entry)
        }
    }

    /// The preset's limits that this profile runs into.
    func limitsMet() throws(InvalidInput) -> [Diagnostic] {
        var met: [Diagnostic] = []
        for limit in preset.limits {
            let applies = try rendered(["$eval": .string(limit.when)])
            guard applies?.bool == true else { continue }
            let severity: Diagnostic.Severity =
                switch limit.level {
                case .error: .error
                case .warning: .warning
                case .note: .note
                }
            let message = try rendered(.string(limit.message))?.string ?? limit.message
            let hint = try limit.hint.map { text throws(InvalidInput) in
                try rendered(.string(text))?.string ?? text
            }
            met.append(
                Diagnostic(severity, "\(preset.title): \(message)", at: location(limit.field), hint: hint)
            )
        }
        return met
    }

    private func rendered(_ template: Value) throws(InvalidInput) -> Value? {
        try TemplateFunctions.render(template, context)
    }
}

/// What a preset's `configure` template makes.
private struct Settings: Section {
    static let summary = "The environment variables and files a system is configured by."

    var env = Named<EnvironmentText>()
    var configFiles = Named<ConfigFile>()

    static let fields: [Field<Self>] = [
        Field(\.env, "env", keys: .environmentName, "Environment variables."),
        Field(\.configFiles, "configFiles", keys: .absolutePath, "Configuration files."),
    ]
}
