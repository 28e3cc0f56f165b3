internal import Values

extension ManifestSet {
    /// The same objects with every `List` taken apart, and without empty documents.
    var expanded: ManifestSet {
        // What we render is expanded already, and every check asks.
        guard objects.contains(where: { $0.isNull || $0.isList }) else { return self }
        var set = self
        set.objects = objects.filter { !$0.isNull }.flatMap { $0.isList ? $0.list("items") : [$0] }
        return set
    }

    /// The pods of every workload that has a readable template.
    package var pods: [PodTemplate] { objects.compactMap(PodTemplate.init) }

    func pods(beside object: Value) -> [PodTemplate] { pods.filter { $0.owner.isBeside(object) } }

    func object(_ kind: String, _ name: String, beside other: Value) -> Value? {
        objects.first { $0.reference == Reference(kind: kind, name: name) && $0.isBeside(other) }
    }

    func names(of kind: String) -> [String] {
        (objects.map(\.reference) + existing).filter { $0.kind == kind }.map(\.name).filter { !$0.isEmpty }
    }

    /// Whether an object is here, in the cluster, or made by a controller from one that is here.
    func provides(_ kind: String, _ name: String) -> Bool {
        if contains(Reference(kind: kind, name: name)) { return true }
        guard kind == "Secret" else { return false }
        return objects.contains { object in
            let own = object.reference.name
            return switch object.kindName {
            case "ExternalSecret": (object.at("spec", "target", "name")?.string ?? own) == name
            case "SealedSecret": (object.at("spec", "template", "metadata", "name")?.string ?? own) == name
            case "Certificate": object.at("spec", "secretName")?.string == name
            default: false
            }
        }
    }

    /// The autoscaler that sets a workload's replicas.
    func autoscaler(of owner: Value) -> Value? {
        objects(of: "HorizontalPodAutoscaler").first { scaler in
            guard let target = scaler.at("spec", "scaleTargetRef") else { return false }
            return target.text("kind") == owner.kindName && target.text("name") == owner.reference.name
                && scaler.isBeside(owner)
        }
    }

    /// The fewest replicas the workload runs, and the most.
    func replicas(of owner: Value) -> (fewest: Int, most: Int) {
        guard ["Deployment", "StatefulSet", "ReplicaSet"].contains(owner.kindName) else { return (1, 1) }
        if let spec = autoscaler(of: owner)?["spec"] {
            let fewest = spec["minReplicas"]?.int ?? 1
            return (fewest, max(fewest, spec["maxReplicas"]?.int ?? fewest))
        }
        let replicas = owner.at("spec", "replicas")?.int ?? 1
        return (replicas, replicas)
    }
}

extension Value {
    /// Whether it holds other objects, as what `kubectl get` prints does.
    fileprivate var isList: Bool { kindName.hasSuffix("List") && self["items"] != nil }
}
