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

/// A change to what is rendered, for fields no profile key reaches.
package struct PatchRule: Section {
    package static let summary =
        "A change to rendered objects, for fields that no key of the profile reaches."

    package var target = PatchTarget()
    package var merge: AnyTree?
    package var json: AnyTree?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.target, "target", "Which objects.", required: true),
        Field(\.merge, "merge", "A JSON Merge Patch (RFC 7396)."),
        Field(\.json, "json", "A JSON Patch (RFC 6902): a list of operations."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if putsSecret {
            decoding.error(
                "\(decoding.subject) puts values into a Secret",
                at: source["target"]?.location,
                hint: "no secret is ever rendered: fill the Secret in the cluster, or name one that is there"
            )
        }
        guard (merge == nil) == (json == nil) else { return }
        decoding.error(
            merge == nil
                ? "\(decoding.subject) changes nothing" : "\(decoding.subject) has both 'merge' and 'json'",
            at: source.location,
            hint: "give one of merge and json"
        )
    }
}

/// Which rendered objects a patch is for.
package struct PatchTarget: Section {
    package static let summary = "The kind of the objects, and the name of one of them."

    package var kind = ""
    package var name: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.kind, "kind", .nonEmpty, "Their kind, such as Deployment.", required: true),
        Field(\.name, "name", .dnsName, "The name of one; every object of the kind when left out."),
    ]
}

extension PatchRule {
    /// What a patch of a Secret would put into it.
    var putsSecret: Bool {
        guard target.kind == "Secret" else { return false }
        let keys = ["data", "stringData"]
        return keys.contains { merge?.value[$0] != nil }
            || (json?.value.array ?? []).contains { operation in
                let path = operation["path"]?.string ?? ""
                return operation["value"] != nil
                    && keys.contains { path == "/\($0)" || path.hasPrefix("/\($0)/") }
            }
    }
}
