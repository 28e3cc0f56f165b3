package import Values

/// One place the server runs at: what differs there, and where its servers are.
package struct Environment: Section {
    package static let summary =
        "One place the server runs at: what differs there, and where its servers are."

    package var protected = false
    package var targets: [Target] = []
    package var discovery: [DiscoverySource] = []
    package var access: Access?
    package var overlay: OverlayTree?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.protected, "protected", "Whether changes there must be confirmed by name."),
        Field(\.targets, "targets", "The MCP endpoints of its servers."),
        Field(\.discovery, "discovery", "What else knows its servers, and tells when they come and go."),
        Field(\.access, "access", "As whom, and how, its servers are reached."),
        Field(\.overlay, "overlay", "What differs from the profile: a JSON Merge Patch (RFC 7396)."),
    ]
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
