package import Values

/// Kubernetes objects that belong together, rendered by us or written by hand.
package struct ManifestSet: Sendable {
    package var objects: [Value]
    /// Objects that are not in the set and yet may be referred to: they are in the cluster already.
    ///
    /// The name `*` stands for every object of a kind.
    package var existing: Set<Reference> = []
    /// Texts that come with the tool and are known to hold no secret.
    var harmlessTexts: Set<String> = []

    /// A kind and a name: `Secret/mcp-secrets`.
    package struct Reference: Sendable, Hashable, CustomStringConvertible {
        package let kind: String
        package let name: String

        package init(kind: String, name: String) {
            self.kind = kind
            self.name = name
        }

        package var description: String { "\(kind)/\(name)" }
    }

    package init(objects: [Value], existing: Set<Reference> = []) {
        self.objects = objects
        self.existing = existing
    }

    init(objects: [Value], existing: Set<Reference>, harmlessTexts: Set<String>) {
        self.init(objects: objects, existing: existing)
        self.harmlessTexts = harmlessTexts
    }

    /// The objects of some kinds.
    package func objects(of kinds: String...) -> [Value] {
        objects.filter { kinds.contains($0["kind"]?.string ?? "") }
    }

    /// Whether a reference leads somewhere.
    package func contains(_ reference: Reference) -> Bool {
        existing.contains(reference) || existing.contains(Reference(kind: reference.kind, name: "*"))
            || objects.contains { $0.reference == reference }
    }
}

extension Value {
    /// What a manifest is called.
    package var reference: ManifestSet.Reference {
        ManifestSet.Reference(kind: self["kind"]?.string ?? "", name: self["metadata"]?["name"]?.string ?? "")
    }

    /// The value below several keys.
    package func at(_ keys: String...) -> Value? {
        keys.reduce(Optional(self)) { value, key in value?[key] }
    }
}
