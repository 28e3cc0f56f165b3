internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Objects that will not find each other, because they go to different namespaces.
    static let namespaces = ManifestCheck(id: "namespace") { set in
        let objects = set.objects.filter { !clusterKinds.contains($0.kindName) && !$0.kindName.isEmpty }
        let named = objects.filter { $0.namespace != nil }
        guard let usual = mostCommon(named.compactMap(\.namespace)) else { return [] }
        return objects.compactMap { object in
            let place =
                object.at("metadata", "namespace")?.location ?? object["metadata"]?.location
                ?? object.location
            guard let namespace = object.namespace else {
                return .warning(
                    "\(object.title): has no namespace, though the objects around it are in '\(usual)'",
                    at: place,
                    hint: "write metadata.namespace: \(usual)"
                )
            }
            if namespace != usual {
                return .warning(
                    "\(object.title): is in namespace '\(namespace)', apart from the objects in '\(usual)'",
                    at: place,
                    hint: "names are looked up in the object's own namespace only"
                )
            }
            guard namespace == "default" else { return nil }
            return .warning(
                "\(object.title): is in namespace 'default', where policies of other applications reach it",
                at: place,
                hint: "give the server a namespace of its own"
            )
        }
    }

    /// Kinds that have no namespace.
    private static let clusterKinds: Set<String> = [
        "APIService", "ClusterIssuer", "ClusterPolicy", "ClusterRole", "ClusterRoleBinding",
        "ClusterSecretStore",
        "CustomResourceDefinition", "GatewayClass", "IngressClass", "Kustomization",
        "MutatingWebhookConfiguration",
        "Namespace", "Node", "PersistentVolume", "PriorityClass", "RuntimeClass", "StorageClass",
        "ValidatingAdmissionPolicy", "ValidatingWebhookConfiguration", "VolumeSnapshotClass",
    ]

    /// The most frequent one; of several the first by name.
    private static func mostCommon(_ names: [String]) -> String? {
        Dictionary(grouping: names, by: \.self)
            .min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }?
            .key
    }
}
