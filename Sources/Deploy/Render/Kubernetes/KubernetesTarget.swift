package import Diagnostics
package import Profile
package import Templates
internal import Values

/// Kubernetes manifests: one file an object, applied with `kubectl apply -k`.
package struct KubernetesTarget: Sendable {
    private let templates: CompiledTemplates
    /// The adapters that come with the tool: looking for secrets in them for every server would cost more than
    /// the rest of a render.
    private let ownTexts: Set<String>

    package init(templates: TemplateSet) {
        self.templates = CompiledTemplates(templates)
        let adapters = templates.paths(in: "adapters").filter { !templates.isOverridden($0) }
        ownTexts = Set(adapters.compactMap { templates.file($0)?.text })
    }

    /// The templates and the files they make, in the order a cluster wants them.
    ///
    /// A new object is one template and one line here.
    private static let objects: [(template: String, file: String)] = [
        ("namespace", "00-namespace"), ("serviceaccount", "10-serviceaccount"), ("configmap", "20-configmap"),
        ("secret", "20-secret"), ("externalsecret", "20-externalsecret"),
        ("persistentvolumeclaim", "20-persistentvolumeclaim"), ("deployment", "30-deployment"),
        ("statefulset", "30-statefulset"), ("service", "40-service"),
        ("service-headless", "40-service-headless"),
        ("horizontalpodautoscaler", "50-horizontalpodautoscaler"),
        ("poddisruptionbudget", "50-poddisruptionbudget"), ("networkpolicy", "60-networkpolicy"),
        ("ingress", "70-ingress"), ("httproute", "70-httproute"), ("servicemonitor", "80-servicemonitor"),
    ]

    /// Everything that would be written, checked.
    ///
    /// `localFiles` are the texts of the files named by `configFiles.*.from`.
    package func plan(_ resolved: ResolvedProfile, localFiles: [String: String]) throws(InvalidInput)
        -> RenderPlan
    {
        let model = KubernetesModel(
            resolved: resolved,
            templates: templates.templates,
            localFiles: localFiles
        )
        var context = resolved.context
        context["k8s"] = try model.context()
        let renderer = TemplateRenderer(templates: templates, context: context)
        var pod = Object()
        pod["pod"] = try renderer.document("kubernetes/pod.yaml")

        var files: [(file: String, objects: [Value])] = []
        for (template, file) in Self.objects {
            guard let document = try renderer.document("kubernetes/\(template).yaml", adding: pod) else {
                continue
            }
            let objects = (document.array ?? [document]).map {
                Self.finished($0.withoutEmbeddedPlaces, model)
            }
            if !objects.isEmpty { files.append((file, objects)) }
        }
        files = try patched(files, by: resolved)

        let set = ManifestSet(
            objects: files.flatMap(\.objects),
            existing: model.existingObjects,
            harmlessTexts: ownTexts
        )
        let findings = ManifestCheck.all.flatMap { $0.findings(set) }
        guard !findings.contains(where: { $0.severity == .error }) else { throw InvalidInput(findings) }

        var plan = RenderPlan()
        plan.warnings = resolved.warnings + model.probeWarnings + findings
        plan.files = files.map { RenderedFile(path: "\($0.file).yaml", documents: $0.objects.map(\.sorted)) }
        let names = Value.array(plan.files.map { .string($0.path) })
        var listed = Object()
        listed["k8s"] = ["files": names]
        if let kustomization = try renderer.document("kubernetes/kustomization.yaml", adding: listed) {
            plan.files.append(
                RenderedFile(path: "kustomization.yaml", documents: [kustomization], isCompanion: true)
            )
        }
        return plan
    }

    /// The files after the profile's own changes, with the checksum of the configuration that came of them.
    private func patched(
        _ files: [(file: String, objects: [Value])],
        by resolved: ResolvedProfile
    ) throws(InvalidInput) -> [(file: String, objects: [Value])] {
        func checksum(_ files: [(file: String, objects: [Value])]) -> ConfigChecksum? {
            let map = files.flatMap(\.objects).first { $0["kind"]?.string == "ConfigMap" }
            return ConfigChecksum(of: map?["data"])
        }
        guard !resolved.profile.patches.isEmpty else { return files }
        let patched = try RenderPatches(resolved.profile.patches, tree: resolved.tree).applied(to: files)
        let (before, after) = (checksum(files), checksum(patched))
        guard let before, before != after else { return patched }
        return patched.map { file, objects in (file, objects.map { $0.replacing(before, with: after) }) }
    }

    /// Sets what every object has: namespace, labels, annotations.
    private static func finished(_ object: Value, _ model: KubernetesModel) -> Value {
        var metadata = object["metadata"]?.object ?? Object()
        metadata["labels"] = .object(merged(model.labels, metadata["labels"]))
        let annotations = merged(model.annotations, metadata["annotations"])
        metadata["annotations"] = annotations.isEmpty ? nil : .object(annotations)
        if object["kind"]?.string != "Namespace" { metadata["namespace"] = .string(model.namespace) }
        var result = object.setting("metadata", .object(metadata))
        if var template = result.at("spec", "template") {
            var inner = template["metadata"]?.object ?? Object()
            inner["labels"] = .object(merged(model.labels, inner["labels"]))
            template = template.setting("metadata", .object(inner))
            if let spec = result["spec"] {
                result = result.setting("spec", spec.setting("template", template))
            }
        }
        return result
    }

    private static func merged(_ base: Object, _ more: Value?) -> Object {
        var object = base
        for member in more?.object ?? Object() { object[member.key] = member.value }
        return object
    }
}

extension Value {
    /// The same tree without the places in built-in templates: messages point at what the user wrote.
    fileprivate var withoutEmbeddedPlaces: Value {
        let place = location.flatMap { TemplateSet.isEmbedded($0.file) ? nil : $0 }
        switch content {
        case .null, .bool, .number, .string: return Value(content, at: place)
        case .array(let items): return Value(.array(items.map(\.withoutEmbeddedPlaces)), at: place)
        case .object(let object): return Value(.object(object.mapValues(\.withoutEmbeddedPlaces)), at: place)
        }
    }

    /// The same tree with the keys of every mapping in order: what linters want, and the same bytes every time.
    var sorted: Value {
        switch content {
        case .null, .bool, .number, .string: self
        case .array(let items): Value(.array(items.map(\.sorted)), at: location)
        case .object(let object):
            Value(.object(object.sortedByKey().mapValues(\.sorted)), at: location)
        }
    }
}

extension Object {
    func mapValues(_ transform: (Value) -> Value) -> Object {
        var object = Object()
        for member in self {
            object.set(member.key, to: transform(member.value), keyLocation: member.keyLocation)
        }
        return object
    }
}
