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
