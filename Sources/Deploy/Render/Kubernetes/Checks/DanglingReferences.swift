internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A name that leads to no object, or a key that the object has not.
    static let danglingReferences = ManifestCheck(id: "dangling-reference") { set in
        set.pods.flatMap { pod -> [Diagnostic] in
            var seen: Set<String> = []
            // One message for each object or key, however many items of a volume name it.
            return
                (ObjectReference.all(in: pod).compactMap { finding($0, of: pod, in: set) }
                + serviceAccount(of: pod, in: set)).filter { seen.insert($0.message).inserted }
        } + certificates(in: set)
    }

    private static func finding(_ reference: ObjectReference, of pod: PodTemplate, in set: ManifestSet)
        -> Diagnostic?
    {
        if reference.isOptional { return nil }
        let kind = reference.kind
        guard let name = reference.name?.string, !name.isEmpty else {
            return .error(
                "\(reference.user) does not say which \(kind) it needs",
                at: reference.name?.location ?? reference.location
            )
        }
        guard set.provides(kind, name) else {
            return missing(kind, name, for: reference.user, at: reference.name?.location, in: set)
        }
        if let other = elsewhere(kind, name, from: pod, in: set) {
            return .error(
                "\(reference.user) needs \(kind)/\(name), which is in namespace '\(other)'",
                at: reference.name?.location,
                hint: "a pod sees the objects of its own namespace only"
            )
        }
        guard let key = reference.key else { return nil }
        guard let text = key.string, !text.isEmpty else {
            return .error(
                "\(reference.user) does not say which key of \(kind)/\(name) it needs",
                at: key.location ?? reference.location
            )
        }
        guard let object = set.object(kind, name, beside: pod.owner) else { return nil }
        let keys = ["data", "binaryData", "stringData"].flatMap { object[$0]?.object?.keys ?? [] }
        // A Secret without data is filled by whoever runs the cluster.
        if keys.contains(text) || (kind == "Secret" && keys.isEmpty) { return nil }
        let list = keys.isEmpty ? "it has no keys" : "its keys are \(keys.sorted().joined(separator: ", "))"
        return .error(
            "\(reference.user) needs the key '\(text)', which \(kind)/\(name) does not have",
            at: key.location,
            hint: nearest(to: text, in: keys).map { "did you mean '\($0)'?" } ?? list
        )
    }

    /// The namespace of an object that the pod cannot see from its own.
    private static func elsewhere(_ kind: String, _ name: String, from pod: PodTemplate, in set: ManifestSet)
        -> String?
    {
        let reference = ManifestSet.Reference(kind: kind, name: name)
        guard set.object(kind, name, beside: pod.owner) == nil, !set.existing.contains(reference) else {
            return nil
        }
        return set.objects.first { $0.reference == reference }?.namespace
    }

    private static func serviceAccount(of pod: PodTemplate, in set: ManifestSet) -> [Diagnostic] {
        guard let value = pod.spec["serviceAccountName"] ?? pod.spec["serviceAccount"],
            let name = value.string,
            !name.isEmpty, name != "default", !set.provides("ServiceAccount", name)
        else { return [] }
        return [missing("ServiceAccount", name, for: pod.title, at: value.location, in: set)]
    }

    private static func certificates(in set: ManifestSet) -> [Diagnostic] {
        set.objects(of: "Ingress").flatMap { ingress -> [Diagnostic] in
            let annotations = ingress.at("metadata", "annotations")?.object?.keys ?? []
            // cert-manager makes the Secret of such an Ingress.
            if annotations.contains(where: { $0.hasPrefix("cert-manager.io/") }) { return [] }
            return (ingress["spec"]?.list("tls") ?? []).compactMap { entry in
                guard let name = entry.text("secretName"), !set.provides("Secret", name) else { return nil }
                var finding = missing(
                    "Secret",
                    name,
                    for: ingress.title,
                    at: entry["secretName"]?.location,
                    in: set
                )
                finding.severity = .warning
                finding.hint = finding.hint.map {
                    "\($0); until it is there, a self-signed certificate is served"
                }
                return finding
            }
        }
    }

    private static func missing(
        _ kind: String,
        _ name: String,
        for user: String,
        at location: SourceLocation?,
        in set: ManifestSet
    ) -> Diagnostic {
        let candidates = set.names(of: kind)
        return .error(
            "\(user) needs \(kind)/\(name), which is not among the manifests",
            at: location,
            hint: nearest(to: name, in: candidates).map { "did you mean '\($0)'?" }
                ?? "add the \(kind), or list it among the objects the cluster already has"
        )
    }
}
