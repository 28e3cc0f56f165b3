package import Diagnostics
internal import Profile
package import Templates
internal import Values

/// Kubernetes manifests: one file an object, applied with `kubectl apply -k`.
package struct KubernetesTarget: RenderTarget {
    package static let name = "k8s"
    package static let folder = "kubernetes"

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
        ("prometheusrule", "80-prometheusrule"),
    ]

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        var whole = try plan(eachOf: project) { server throws(InvalidInput) in try plan(server) }
        guard project.isSet else { return whole }
        whole.files.append(try kustomization(of: project.servers.map(\.name), context: Object()))
        return whole
    }

    /// The list of files, or of folders, that `kubectl apply -k` reads.
    private func kustomization(of names: [String], context: Object) throws(InvalidInput) -> RenderedFile {
        var context = context
        context["k8s"] = ["files": .array(names.map(Value.string))]
        let renderer = TemplateRenderer(templates: templates, context: context)
        let document = try renderer.document("kubernetes/kustomization.yaml")
        return RenderedFile(path: "kustomization.yaml", documents: [document ?? .null], isCompanion: true)
    }

    private func plan(_ server: Project.Server) throws(InvalidInput) -> RenderPlan {
        let resolved = server.resolved
        let model = KubernetesModel(server: ServerModel(server, templates: templates.templates))
        var context = resolved.context
        context["k8s"] = try model.context()
        let renderer = TemplateRenderer(templates: templates, context: context)
        var parts = Object()
        parts["pod"] = try renderer.document("kubernetes/pod.yaml")
        let rules = try RulePack.forOperator(of: resolved, namespace: model.namespace, templates: templates)
        parts["rules"] = .array(rules?.groups ?? [])

        var objects: [RenderedDocument] = []
        for (template, file) in Self.objects {
            guard let document = try renderer.document("kubernetes/\(template).yaml", adding: parts) else {
                continue
            }
            objects += (document.array ?? [document]).map {
                RenderedDocument(file: file, object: Self.finished($0, model))
            }
        }
        objects = try patched(objects, by: resolved)

        let set = ManifestSet(
            objects: objects.map(\.value),
            existing: model.existingObjects,
            harmlessTexts: ownTexts
        )
        let findings = ManifestCheck.all.flatMap { $0.findings(set) }.map(\.withoutEmbeddedPlaces)
        guard !findings.contains(where: { $0.severity == .error }) else { throw InvalidInput(findings) }

        var plan = RenderPlan()
        plan.warnings = resolved.warnings + model.probeWarnings + model.gatewayWarnings
        plan.warnings += (rules?.warnings ?? []) + findings
        plan.files = Self.objects.map(\.file).uniqued.compactMap { file in
            let documents = objects.filter { $0.file == file }.map(\.value)
            guard !documents.isEmpty else { return nil }
            return RenderedFile(path: "\(file).yaml", documents: documents, sortsKeys: true)
        }
        plan.files.append(try kustomization(of: plan.files.map(\.path), context: context))
        return plan
    }

    /// The objects after the profile's own changes, with the checksum of the configuration that came of them.
    private func patched(_ objects: [RenderedDocument], by resolved: ResolvedProfile) throws(InvalidInput)
        -> [RenderedDocument]
    {
        func checksum(_ objects: [RenderedDocument]) -> ConfigChecksum? {
            ConfigChecksum(of: objects.first { $0.kind == "ConfigMap" }?.value["data"])
        }
        let patches = RenderPatches(resolved, for: .kubernetes)
        guard !patches.isEmpty else { return objects }
        var patched = try patches.applied(to: objects)
        let (before, after) = (checksum(objects), checksum(patched))
        guard let before, before != after else { return patched }
        for index in patched.indices {
            patched[index].value = patched[index].value.replacing(before, with: after)
        }
        return patched
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

extension Array where Element: Hashable {
    /// The elements without repetitions, in the order they first appear.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
