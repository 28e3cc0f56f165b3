package import Diagnostics
internal import JSONTemplate
internal import Templates
package import Values

/// A profile with its preset, its environment's overlay and every default in place.
package struct ResolvedProfile: Sendable {
    package internal(set) var profile: Profile {
        didSet { keptContext = nil }
    }
    /// The merged tree, where every value still knows the file it came from.
    package let tree: Value
    package let preset: Preset
    package let environment: String?
    /// What the preset adds that the profile did not set itself.
    package internal(set) var presetEnv: Set<String> = []
    package internal(set) var warnings: [Diagnostic] = []
    /// Every target fills its templates with the context, so it is made once when the profile is complete.
    private var keptContext: Object?

    init(profile: Profile, tree: Value, preset: Preset, environment: String?) {
        self.profile = profile
        self.tree = tree
        self.preset = preset
        self.environment = environment
    }

    /// Where the user wrote the value at a dotted path, or the nearest thing above it.
    ///
    /// For what a preset brings it is where the preset was chosen.
    package func location(_ path: String) -> SourceLocation? {
        var value = tree
        var location = value.location
        var rest = Substring(path)
        // A key may hold dots itself, as in `configFiles./etc/server.json`.
        while let member = value.object?.first(where: { rest == $0.key || rest.hasPrefix($0.key + ".") }) {
            value = member.value
            location = value.location ?? member.keyLocation ?? location
            rest = rest.dropFirst(member.key.count + 1)
        }
        // What a preset says was chosen by naming it.
        guard let file = location?.file, TemplateSet.isEmbedded(file) else { return location }
        return tree["preset"]?.location ?? tree.location
    }

    /// The profile as templates see it: every key is there, absent ones are null, secrets have no values.
    package var context: Object { keptContext ?? profile.encoded(absent: .null)?.object ?? Object() }
}

extension ResolvedProfile {
    /// A namespace of the server's own.
    private var defaultNamespace: String {
        profile.name.hasPrefix("mcp-") ? profile.name : "mcp-\(profile.name)"
    }

    /// Adds the environment variables and files by which the preset's system takes its settings.
    ///
    /// What the profile says itself wins.
    mutating func configure() throws(InvalidInput) {
        profile.kubernetes.namespace = profile.kubernetes.namespace ?? defaultNamespace
        defer { keptContext = context }
        guard let settings = try preset.fill("configure", preset.configure.value, context) else { return }
        var decoding = Decoding()
        let added = Settings.decode(settings, &decoding)
        guard let added, decoding.diagnostics.isEmpty else { throw InvalidInput(decoding.diagnostics) }
        let taken = Set(profile.env.names).union(
            profile.secrets.map { $0.element.variable(named: $0.name) ?? $0.name }
        )
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
        let context = context
        for limit in preset.limits {
            let applies = try preset.fill(limit.when, ["$eval": .string(limit.when)], context)
            guard applies?.bool == true else { continue }
            let severity: Diagnostic.Severity =
                switch limit.level {
                case .error: .error
                case .warning: .warning
                case .note: .note
                }
            let message =
                try TemplateFunctions.render(.string(limit.message), context)?.string ?? limit.message
            let hint = try limit.hint.map { text throws(InvalidInput) in
                try TemplateFunctions.render(.string(text), context)?.string ?? text
            }
            met.append(
                Diagnostic(severity, "\(preset.title): \(message)", at: location(limit.field), hint: hint)
            )
        }
        return met
    }
}

/// What a preset's `configure` template makes.
private struct Settings: Section {
    static let summary = "The environment variables and files a system is configured by."

    var env = Named<EnvironmentText>()
    var configFiles = Named<ConfigFile>()

    static let fields: [Field<Self>] = [
        Field(\.env, "env", keys: .environmentName, "Environment variables."),
        Field(\.configFiles, "configFiles", keys: .mountPath, "Configuration files."),
    ]
}
