package import Values

extension Profile {
    /// The JSON Schema (2020-12) of profiles, made from the same fields that read them.
    ///
    /// It lists the keys that may be left out because a preset brings them as optional; what only the whole
    /// profile tells is for `mcpctl profile validate`.
    package static var jsonSchema: Value {
        var schemas = SchemaSet()
        let root = schema(&schemas)
        var document: Value = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "https://mcpctl.dev/schemas/v1/profile.json",
            "title": "mcpctl profile",
        ]
        for member in root.object ?? Object() { document = document.adding(member.key, member.value) }
        return document.adding("$defs", .object(schemas.definitions))
    }
}
