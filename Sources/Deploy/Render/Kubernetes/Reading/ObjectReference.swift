internal import Diagnostics
internal import Values

/// A place in a pod that names another object.
struct ObjectReference {
    /// As in `Deployment/qsys: container 'qsys'`.
    let user: String
    let kind: String
    let name: Value?
    var key: Value?
    var isOptional = false
    /// Where the reference as a whole is written.
    let location: SourceLocation?

    init(_ user: String, _ kind: String, in source: Value, name nameKey: String = "name", key: Value? = nil) {
        self.user = user
        self.kind = kind
        self.key = key
        name = source[nameKey]
        isOptional = source["optional"]?.bool ?? false
        location = source.location
    }
}

extension ObjectReference {
    /// Every reference of the pod, without the service account.
    static func all(in pod: PodTemplate) -> [ObjectReference] {
        pod.containers.flatMap(references(of:))
            + pod.volumes.flatMap { references(of: $0, in: pod) }
            + pod.spec.list("imagePullSecrets").map {
                ObjectReference("\(pod.title): imagePullSecrets", "Secret", in: $0)
            }
    }

    private static func references(of container: Container) -> [ObjectReference] {
        var references: [ObjectReference] = []
        for variable in container.environment {
            let user = "\(container.title): env '\(variable.text("name") ?? "")'"
            for (source, kind) in [("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")] {
                guard let value = variable.at("valueFrom", source) else { continue }
                references.append(ObjectReference(user, kind, in: value, key: value["key"] ?? .null))
            }
        }
        for entry in container.value.list("envFrom") {
            for (source, kind) in [("configMapRef", "ConfigMap"), ("secretRef", "Secret")] {
                guard let value = entry[source] else { continue }
                references.append(ObjectReference("\(container.title): envFrom", kind, in: value))
            }
        }
        return references
    }

    private static func references(of volume: Value, in pod: PodTemplate) -> [ObjectReference] {
        let user = "\(pod.title): volume '\(volume.text("name") ?? "")'"
        var references: [ObjectReference] = []
        func add(_ kind: String, _ source: Value?, name: String) {
            guard let source else { return }
            let whole = ObjectReference(user, kind, in: source, name: name)
            let keys = source.list("items").map { item in
                ObjectReference(user, kind, in: source, name: name, key: item["key"] ?? .null)
            }
            references += keys.isEmpty ? [whole] : keys
        }
        add("ConfigMap", volume["configMap"], name: "name")
        add("Secret", volume["secret"], name: "secretName")
        add("PersistentVolumeClaim", volume["persistentVolumeClaim"], name: "claimName")
        for source in volume["projected"]?.list("sources") ?? [] {
            add("ConfigMap", source["configMap"], name: "name")
            add("Secret", source["secret"], name: "name")
        }
        if let volumeName = volume.text("name"), let source = volume["configMap"],
            source.list("items").isEmpty
        {
            references += subPaths(of: volumeName, in: pod).map {
                ObjectReference(user, "ConfigMap", in: source, key: $0)
            }
        }
        return references
    }

    /// The files of a volume that are mounted one by one; each must be a key of what the volume holds.
    private static func subPaths(of volume: String, in pod: PodTemplate) -> [Value] {
        pod.containers.flatMap(\.mounts).filter { $0.text("name") == volume }.compactMap { $0["subPath"] }
    }
}
