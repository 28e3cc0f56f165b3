package import Values

extension Profile {
    /// The JSON Schema (2020-12) of profiles, made from the same fields that read them.
    ///
    /// It lists the keys that may be left out because a preset brings them as optional; what only the whole
    /// profile tells is for `mcpctl profile validate`.
    package static var jsonSchema: Value {
        var schemas = SchemaSet()
        let root = schema(&schemas)
        var definitions = schemas.definitions
        definitions["Profile"] = definitions["Profile"]?.requiringImageOrServers
        var document: Value = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "https://mcpctl.dev/schemas/v1/profile.json",
            "title": "mcpctl profile",
        ]
        for member in root.object ?? Object() { document = document.adding(member.key, member.value) }
        return document.adding("$defs", .object(definitions))
    }
}

extension Value {
    /// One server needs an image; of several each has its own.
    fileprivate var requiringImageOrServers: Value {
        let required = (self["required"]?.array ?? []).filter { $0.string != "image" }
        return adding("required", .array(required))
            .adding("anyOf", [["required": ["image"]], ["required": ["servers"]]])
    }
}
