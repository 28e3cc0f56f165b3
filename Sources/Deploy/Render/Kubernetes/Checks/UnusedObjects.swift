internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Settings and disks that were written for a pod, and that no pod uses.
    static let unusedObjects = ManifestCheck(id: "unused-object") { set in
        // Without a pod the set is a part of something larger.
        if set.pods.isEmpty { return [] }
        let references = set.pods.flatMap(ObjectReference.all)
        let used = Set(references.map { ManifestSet.Reference(kind: $0.kind, name: $0.name?.string ?? "") })
        return set.objects(of: "ConfigMap", "PersistentVolumeClaim").compactMap { object in
            guard !object.reference.name.isEmpty, !used.contains(object.reference), !isFoundByLabel(object)
            else {
                return nil
            }
            return .warning(
                "\(object.title): no pod uses it",
                at: object.at("metadata", "name")?.location,
                hint: "mount it as a volume, or remove it"
            )
        }
    }

    /// Dashboards and rules are picked up by their labels.
    private static func isFoundByLabel(_ object: Value) -> Bool {
        (object.at("metadata", "labels")?.object?.keys ?? []).contains {
            $0.hasPrefix("grafana_") || $0.hasPrefix("prometheus")
        }
    }
}
