internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Two manifests for one object: the later one silently replaces the earlier.
    static let duplicateObjects = ManifestCheck(id: "duplicate-object") { set in
        var seen: [Identity: Value] = [:]
        var findings: [Diagnostic] = []
        for object in set.objects where !object.reference.name.isEmpty {
            let identity = Identity(object)
            if let first = seen[identity] {
                findings.append(
                    .error(
                        "\(object.title): is described twice, and the last description wins",
                        at: object.at("metadata", "name")?.location ?? object.location,
                        notes: [.init("the first one is here", at: first.at("metadata", "name")?.location)],
                        hint: "remove one of them, or rename it"
                    )
                )
            } else {
                seen[identity] = object
            }
        }
        return findings
    }

    /// What makes an object the same to an API server: not its version.
    private struct Identity: Hashable {
        let group: String
        let reference: ManifestSet.Reference
        let namespace: String?

        init(_ object: Value) {
            group = object.apiGroup
            reference = object.reference
            namespace = object.namespace
        }
    }
}
