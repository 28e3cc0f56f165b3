internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// An object the other checks cannot look into, and must not be thought to have passed.
    static let unreadableObjects = ManifestCheck(id: "unreadable-object") { set in
        set.objects.flatMap { object -> [Diagnostic] in
            guard object.object != nil else {
                return [.error("a manifest must be a mapping, not \(object.kind)", at: object.location)]
            }
            return nameless(object) + specless(object) + templateless(object)
        }
    }

    private static func nameless(_ object: Value) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for (key, example) in [("kind", "Deployment"), ("apiVersion", "apps/v1")]
        where (object.text(key) ?? "").isEmpty {
            findings.append(
                .error(
                    "\(object.title): \(key) is missing",
                    at: object.location,
                    hint: "write \(key): \(example)"
                )
            )
        }
        // A kustomization or an admission review has no name; without a kind that is told already.
        if let name = object.at("metadata", "name") {
            if (name.string ?? "").isEmpty {
                findings.append(
                    .error(
                        "\(object.title): metadata.name must be a text, not \(name.kind)",
                        at: name.location,
                        hint: "put the name in quotes"
                    )
                )
            }
        } else if object.at("metadata", "generateName")?.string != nil {
            findings.append(
                .error(
                    "\(object.title): generateName works with kubectl create only, and no object can be referred to by it",
                    at: object["metadata"]?.location,
                    hint: "write metadata.name"
                )
            )
        } else if object.kindName != "Kustomization" {
            findings.append(
                .error(
                    "\(object.title): metadata.name is missing",
                    at: object["metadata"]?.location ?? object.location,
                    hint: "write metadata: {name: …}"
                )
            )
        }
        return findings
    }

    private static func specless(_ object: Value) -> [Diagnostic] {
        guard KnownKinds.withSpecification.contains(object.kindName), object["spec"]?.object == nil else {
            return []
        }
        return [
            .error(
                "\(object.title): spec is missing",
                at: object["spec"]?.location ?? object.location
            )
        ]
    }

    private static func templateless(_ object: Value) -> [Diagnostic] {
        guard let path = PodTemplate.paths[object.kindName] else { return [] }
        let place = (path + ["spec"]).joined(separator: ".")
        guard let pod = PodTemplate(object) else {
            return [
                .error(
                    "\(object.title): \(place) is missing, so there is no pod to look at",
                    at: object["spec"]?.location ?? object.location,
                    hint: "write \(place): {containers: [{name: …, image: …}]}"
                )
            ]
        }
        var findings: [Diagnostic] = []
        if pod.spec.list("containers").isEmpty {
            findings.append(
                .error(
                    "\(object.title): \(place).containers names no container",
                    at: pod.spec["containers"]?.location ?? pod.spec.location,
                    hint: "write containers: [{name: …, image: …}]"
                )
            )
        }
        for container in pod.containers where container.value.object == nil {
            findings.append(
                .error(
                    "\(object.title): a container must be a mapping, not \(container.value.kind)",
                    at: container.location
                )
            )
        }
        return findings
    }
}
