package import Diagnostics
internal import Profile
package import Templates
internal import Values

/// A task definition, a service and its scaling for Amazon ECS on Fargate, or a CloudFormation template of them.
package struct ECSTarget: RenderTarget {
    package static let name = "ecs"
    package static let folder = "ecs"

    private let templates: CompiledTemplates
    private let cloudFormation: Bool

    package init(templates: TemplateSet) { self.init(templates: templates, cloudFormation: false) }

    package init(templates: TemplateSet, cloudFormation: Bool) {
        self.templates = CompiledTemplates(templates)
        self.cloudFormation = cloudFormation
    }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        try plan(eachOf: project) { server throws(InvalidInput) in try plan(server) }
    }

    private func plan(_ server: Project.Server) throws(InvalidInput) -> RenderPlan {
        let resolved = server.resolved
        let model = ECSModel(
            server: ServerModel(server, templates: templates.templates),
            isStack: cloudFormation
        )
        var context = resolved.context
        context["ecs"] = model.options.encoded(absent: .null)
        context["aws"] = try model.context()
        let renderer = TemplateRenderer(templates: templates, context: context)

        var documents: [RenderedDocument] = []
        func add(_ kind: String, _ template: String) throws(InvalidInput) {
            guard let value = try renderer.document("ecs/\(template).yaml") else { return }
            documents.append(
                RenderedDocument(
                    file: "\(template).json",
                    kind: kind,
                    name: model.family,
                    value: value.withoutEmbeddedPlaces.withoutEmptyLists
                )
            )
        }
        try add("TaskDefinition", "task-definition")
        try add("Service", "service")
        try add("Scaling", "scaling")
        documents = try RenderPatches(resolved, for: .ecs, where: { !$0.hasPrefix("AWS::") }).applied(
            to: documents
        )

        let findings = ECSCheck.all.flatMap { $0.findings(ECSDocuments(documents.map(\.value))) }
        guard !findings.contains(where: { $0.severity == .error }) else { throw InvalidInput(findings) }

        var plan = RenderPlan()
        plan.warnings = resolved.warnings + (try model.notes()) + findings
        if cloudFormation {
            let stack = try CloudFormationStack(model: model, renderer: renderer, documents: documents)
                .template()
            plan.files = [RenderedFile(path: "template.yaml", documents: [stack])]
        } else {
            plan.files = documents.map { document in
                RenderedFile(
                    path: document.file,
                    text: document.value.json(.pretty) + "\n",
                    isCompanion: document.kind != "TaskDefinition"
                )
            }
        }
        return plan
    }
}

extension ECSModel {
    /// What ECS makes of the profile that its owner should know.
    func notes() throws(InvalidInput) -> [Diagnostic] {
        sizeNotes + drainWarnings + storageWarnings + serviceWarnings + volumeNotes(try preparation())
    }
}

extension Value {
    /// The same mappings without lists that hold nothing: ECS takes them for the same.
    var withoutEmptyLists: Value {
        switch content {
        case .null, .bool, .number, .string: return self
        case .array(let items): return Value(.array(items.map(\.withoutEmptyLists)), at: location)
        case .object(let object):
            var kept = Object()
            for member in object where member.value.array?.isEmpty != true {
                kept.set(member.key, to: member.value.withoutEmptyLists, keyLocation: member.keyLocation)
            }
            return Value(.object(kept), at: location)
        }
    }
}
