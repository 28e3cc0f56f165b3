package import Values

/// A configuration file the server reads.
package struct ConfigFile: Section {
    package static let summary = "A configuration file the server reads; never a place for secrets."

    package var content: String?
    package var json: AnyTree?
    package var yaml: AnyTree?
    package var from: String?
    package var adapter: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.content, "content", "The text."),
        Field(\.json, "json", "A tree, written as JSON."),
        Field(\.yaml, "yaml", "A tree, written as YAML."),
        Field(\.from, "from", .nonEmpty, "A file beside the profile."),
        Field(\.adapter, "adapter", .nonEmpty, "A file of templates/adapters."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(form: "the text", schema: ["type": "string"]) {
        value in
        value.string.map {
            var file = ConfigFile()
            file.content = $0
            return file
        }
    }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard source.object != nil else { return }
        let given = Self.fields.map(\.key).filter { source[$0] != nil }
        guard given.count != 1 else { return }
        decoding.error(
            given.isEmpty
                ? "\(decoding.subject) has no content"
                : "\(decoding.subject) has several contents: \(given.joined(separator: ", "))",
            at: source.location,
            hint: "give one of content, json, yaml, from or adapter"
        )
    }
}

/// A folder the server writes to.
package struct Volume: Section {
    package static let summary = "A folder the server writes to: everything else is read-only."

    package enum Kind: String, Choice {
        case scratch, persistent
    }

    package var path = ""
    package var kind = Kind.scratch
    package var size = ByteQuantity(bytes: 64 << 20)
    package var shared = false
    package var storageClass: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.path, "path", .mountPath, "Where the server sees it.", required: true),
        Field(\.kind, "kind", "scratch: lost with the pod; persistent: outlives it."),
        Field(\.size, "size", "How much it holds."),
        Field(\.shared, "shared", "One volume for all replicas (ReadWriteMany) instead of one each."),
        Field(
            \.storageClass,
            "storageClass",
            .dnsName,
            "What provides it; the cluster's default when left out."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard kind == .scratch, let key = ["shared", "storageClass"].first(where: { source[$0] != nil })
        else { return }
        decoding.error(
            "\(decoding.subject).\(key) would be ignored: the volume is scratch",
            at: source[key]?.location,
            hint: "kind: persistent"
        )
    }
}
