package import Diagnostics
internal import JSONTemplate
package import Templates
internal import Values
internal import YAML

/// What the tool knows about one MCP system: a file of `templates/presets/`.
package struct Preset: Section {
    package static let summary =
        "What is known about one MCP system: how it is built, started, configured and watched."

    package var title = ""
    package var about = ""
    package var profile = AnyTree(value: .object(Object()))
    package var configure = AnyTree(value: .object(Object()))
    package var limits: [Limit] = []
    package var telemetry = Named<MetricName>()
    package var management = Named<String>()

    /// The name it is chosen by.
    package var name = ""
    /// Its templates, compiled when they are first filled.
    private let compiled = Memo<JSONTemplate>()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.title, "title", .nonEmpty, "The system's name.", required: true),
        Field(\.about, "about", .nonEmpty, "What it is, in a sentence.", required: true),
        Field(\.profile, "profile", "What a profile gets unless it says otherwise."),
        Field(
            \.configure,
            "configure",
            "A template of 'env' and 'configFiles' that carries the profile's settings to the server."
        ),
        Field(\.limits, "limits", "What the system cannot do, and the way out."),
        Field(\.telemetry, "telemetry", keys: .nonEmpty, "Its metrics, by the part they play."),
        Field(\.management, "management", keys: .nonEmpty, "What can be managed while it runs."),
    ]
}

/// Something a system cannot do though the profile asks for it.
package struct Limit: Section {
    package static let summary = "Something the system cannot do though a profile may ask for it."

    package enum Level: String, Choice { case error, warning, note }

    package var when = ""
    package var level = Level.warning
    package var field = ""
    package var message = ""
    package var hint: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.when,
            "when",
            .nonEmpty,
            "A template expression over the profile: true when the limit is met.",
            required: true
        ),
        Field(
            \.level,
            "level",
            "error when the deploy cannot work, warning when something asked for is missing."
        ),
        Field(
            \.field,
            "field",
            .nonEmpty,
            "The key of the profile that asks for it, as 'metrics.port'.",
            required: true
        ),
        Field(\.message, "message", .nonEmpty, "What it cannot do.", required: true),
        Field(\.hint, "hint", .nonEmpty, "The way out."),
    ]
}

/// A metric of a system, under the name it has there.
package struct MetricName: Section {
    package static let summary = "A metric of the system, under the name it has there."

    package enum Kind: String, Choice { case counter, gauge, histogram, summary }

    /// The parts that rules and dashboards know, of presets and of `metrics.names`.
    package static let parts = [
        "toolCalls", "toolDuration", "toolErrors", "requests", "requestDuration", "requestErrors",
        "rateLimitHits", "rateLimitRemaining", "cacheHits", "cacheMisses", "cacheSize", "sessions",
        "breakerState", "upstreamUp", "upstreamErrors", "upstreamReconnects", "cpuSeconds", "memory",
        "eventLoopLag", "startTime",
    ]

    package var name = ""
    package var type = Kind.counter
    package var labels = Named<String>()
    package var errorStatus: String?

    package init() {}

    package init(_ name: String, _ type: Kind) {
        self.name = name
        self.type = type
    }

    package static let fields: [Field<Self>] = [
        Field(\.name, "name", .nonEmpty, "Its name.", required: true),
        Field(\.type, "type", "Its type."),
        Field(\.labels, "labels", keys: .nonEmpty, "Its labels: the part each plays, and its name."),
        Field(\.errorStatus, "errorStatus", .nonEmpty, "The value of the status label that means failure."),
    ]
}

extension Preset {
    /// Fills one of the preset's templates, known by a name.
    func fill(_ name: String, _ template: Value, _ context: Object) throws(InvalidInput) -> Value? {
        try TemplateFunctions.render(compiled.value(name) { JSONTemplate(template) }, context)
    }

    /// The names that can be chosen.
    package static func names(in templates: TemplateSet) -> [String] {
        templates.paths(in: "presets").compactMap { path in
            path.hasSuffix(".yaml") ? String(path.dropFirst("presets/".count).dropLast(".yaml".count)) : nil
        }
    }

    /// Reads a preset's file; `location` is where it was asked for.
    package static func load(
        _ name: String,
        from templates: TemplateSet,
        at location: SourceLocation?
    ) throws(InvalidInput) -> Preset {
        guard let file = templates.file("presets/\(name).yaml") else {
            let known = names(in: templates)
            throw InvalidInput(
                .error(
                    "unknown preset '\(name)'",
                    at: location,
                    hint: Suggestion.nearest(to: name, in: known)
                        ?? "the presets are \(known.joined(separator: ", "))"
                )
            )
        }
        let tree = try YAML.document(in: file)
        var decoding = Decoding()
        let preset = Preset.decode(tree, &decoding)
        guard var preset, decoding.diagnostics.isEmpty else { throw InvalidInput(decoding.diagnostics) }
        preset.name = name
        return preset
    }
}
