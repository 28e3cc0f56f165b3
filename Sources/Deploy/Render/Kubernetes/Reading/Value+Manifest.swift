package import Values

extension Value {
    /// `Deployment/qsys`, as messages name an object.
    package var title: String {
        "\(text("kind") ?? "object without kind")/\(at("metadata", "name")?.string ?? "(unnamed)")"
    }

    package var kindName: String { text("kind") ?? "" }
    package var namespace: String? { at("metadata", "namespace")?.string }

    /// The group of the object's API: `apps`, or nothing for the core group.
    package var apiGroup: String {
        let parts = (text("apiVersion") ?? "").split(separator: "/")
        return parts.count == 2 ? String(parts[0]) : ""
    }

    /// The elements below a key; none when it is no list.
    package func list(_ key: String) -> [Value] { self[key]?.array ?? [] }

    /// The text below a key; `nil` when it is no text.
    package func text(_ key: String) -> String? { self[key]?.string }

    /// The members that are texts.
    package var texts: [String: String] {
        var texts: [String: String] = [:]
        for member in object ?? Object() { texts[member.key] = member.value.string }
        return texts
    }

    /// Whether two objects may refer to each other: one without a namespace goes where the others go.
    func isBeside(_ other: Value) -> Bool {
        namespace == nil || other.namespace == nil || namespace == other.namespace
    }
}
