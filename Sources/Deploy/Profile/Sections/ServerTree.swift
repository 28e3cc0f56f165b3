package import Values

/// What one server of several says over the profile that lists them: a partial profile, kept as a tree, which is
/// checked where it lands.
package struct ServerTree: ProfileValue {
    package var value: Value

    /// What belongs to the whole profile.
    private static let fixed = ["apiVersion", "name", "environments", "servers"]

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        guard let object = value.object else {
            decoding.mismatch("a mapping with keys of the profile", value)
            return nil
        }
        for key in fixed where object[key] != nil {
            decoding.error(
                "a server of 'servers' cannot have '\(key)'",
                at: object.member(key)?.keyLocation,
                hint: key == "name" ? "its name is its key" : "it belongs to the whole profile"
            )
        }
        return ServerTree(value: value)
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        let schema = schemas.partially { Profile.schema(&$0) }
        return schema.adding("properties", .object(fixed.reduce(into: Object()) { $0[$1] = false }))
    }

    package func encoded(absent: Value?) -> Value? { value.withoutSecrets() }
}
