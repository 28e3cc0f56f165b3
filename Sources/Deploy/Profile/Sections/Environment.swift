package import Values

/// One place the server runs at: what differs there, and where its servers are.
package struct Environment: Section {
    package static let summary =
        "One place the server runs at: what differs there, and where its servers are."

    package var protected = false
    package var targets: [Target] = []
    package var overlay: OverlayTree?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.protected, "protected", "Whether changes there must be confirmed by name."),
        Field(\.targets, "targets", "The MCP endpoints of its servers."),
        Field(\.overlay, "overlay", "What differs from the profile: a JSON Merge Patch (RFC 7396)."),
    ]
}

/// A running server.
package struct Target: Section {
    package static let summary = "A running server, by the URL of its MCP endpoint."

    package var url = ""
    package var name: String?
    package var health: String?
    package var metrics: String?
    package var admin: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.url, "url", .httpURL, "The MCP endpoint, without credentials.", required: true),
        Field(\.name, "name", .nonEmpty, "What to call it; the host when left out."),
        Field(\.health, "health", .httpURL, "Its health endpoint."),
        Field(\.metrics, "metrics", .httpURL, "Its metrics endpoint."),
        Field(\.admin, "admin", .httpURL, "Its admin channel."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(form: "a URL", schema: TextRule.httpURL.schema)
    { value in
        value.string.flatMap { url in
            guard TextRule.httpURL.accepts(url) else { return nil }
            var target = Target()
            target.url = url
            return target
        }
    }
}

/// A partial profile, kept as a tree: it is checked where it lands.
package struct OverlayTree: ProfileValue {
    package var value: Value

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        guard let object = value.object else {
            decoding.mismatch("a mapping with keys of the profile", value)
            return nil
        }
        for key in fixed where object[key] != nil {
            decoding.error(
                "an overlay cannot change '\(key)'",
                at: object.member(key)?.keyLocation,
                hint: "it says which server this is, wherever it runs"
            )
        }
        decoding.partially { decoding in
            var inner = object
            for key in fixed { inner[key] = nil }
            _ = Profile.decode(Value(.object(inner), at: value.location), &decoding)
        }
        return OverlayTree(value: value)
    }

    /// What says which server this is, wherever it runs.
    private static let fixed = ["apiVersion", "name", "preset", "environments"]

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        var schema = schemas.partially { Profile.schema(&$0) }
        schema = schema.adding("properties", .object(fixed.reduce(into: Object()) { $0[$1] = false }))
        return schema
    }

    package func encoded(absent: Value?) -> Value? { value.withoutSecrets() }
}
