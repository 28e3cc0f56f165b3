internal import Values

/// A short form spelled out, so that an upper layer can change a part of it.
///
/// Without this an overlay's `image: {tag: "2"}` over `image: ghcr.io/acme/server:1` would lose the repository, and
/// its `sessions: {idleTimeout: 1h}` over `sessions: shared` the store.
enum ShortForm {
    /// The mapping that a scalar at the path stands for; `nil` when it has no such form.
    static func spelledOut(_ value: Value, at path: [String]) -> Value? {
        let members: [(String, Value?)]
        switch (path.first, path.count) {
        case ("image", 1):
            guard let image = Image.shorthand?.decode(value) else { return nil }
            members = [
                ("repository", .string(image.repository)), ("tag", image.tag.map(Value.string)),
                ("digest", image.digest.map(Value.string)),
            ]
        case ("server", 2) where path[1] == "sessions": members = [("store", value)]
        case ("resources", 2): members = [("request", value), ("limit", value)]
        case ("secrets", 2):
            guard let secret = Secret.shorthand?.decode(value)?.kubernetes else { return nil }
            members = [("kubernetes", ["name": .string(secret.name), "key": .string(secret.key)])]
        default: return nil
        }
        var object = Object()
        for case (let key, let member?) in members {
            object.set(key, to: Value(member.content, at: value.location), keyLocation: value.location)
        }
        return Value(.object(object), at: value.location)
    }
}
