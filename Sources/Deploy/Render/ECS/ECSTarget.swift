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

    package func reasonToLeaveOut(_ project: Project) -> Diagnostic? {
        guard !project.servers.contains(where: { $0.resolved.profile.ecs != nil }) else { return nil }
        return Diagnostic(
            .note,
            "nothing is rendered for Amazon ECS: the profile has no 'ecs' section",
            at: project.servers.first?.resolved.location("name")
        )
    }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        let gateway = ECSGateway(project, templates: templates, isStack: false)
        var whole = try plan(eachOf: project) { server throws(InvalidInput) in
            try plan(server, isFronted: gateway?.fronts(server) == true)
        }
        if let gateway { whole.add(try plan(gateway).inFolder(gateway.folder)) }
        return whole
    }

    private func plan(_ server: Project.Server, isFronted: Bool) throws(InvalidInput) -> RenderPlan {
        let resolved = server.resolved
        let model = ECSModel(
            server: ServerModel(server, templates: templates.templates),
            isStack: cloudFormation,
            isFronted: isFronted
        )
        var context = resolved.context
        context["ecs"] = model.options.encoded(absent: .null)
        context["aws"] = try model.context()
        let renderer = TemplateRenderer(templates: templates, context: context)
        let patches = RenderPatches(resolved, for: .ecs, where: { !$0.hasPrefix("AWS::") })
        let documents = try patches.applied(
            to: try Self.documents(named: model.family, ["TaskDefinition", "Service", "Scaling"], renderer)
        )
        var plan = RenderPlan()
        plan.warnings = resolved.warnings + (try model.notes())
        plan.warnings += try Self.judged(documents, by: ECSCheck.all)
        guard cloudFormation else {
            plan.files = documents.map(Self.file(of:))
            return plan
        }
        let stack = CloudFormationStack(model: model, renderer: renderer, documents: documents)
        plan.files = [RenderedFile(path: "template.yaml", documents: [try stack.template()])]
        return plan
    }

    /// The gateway's image, and its task and service once the image is known.
    private func plan(_ gateway: ECSGateway) throws(InvalidInput) -> RenderPlan {
        var plan = RenderPlan()
        plan.warnings = gateway.warnings
        if gateway.warnings.isEmpty {
            let context = try gateway.context()
            let documents = try Self.documents(
                named: context["aws"]?.text("family") ?? "",
                ["TaskDefinition", "Service"],
                TemplateRenderer(templates: templates, context: context)
            )
            // The image has wget: its Dockerfile is ours.
            plan.warnings += try Self.judged(
                documents,
                by: ECSCheck.all.filter { $0.id != ECSCheck.healthCheckCommand.id }
            )
            plan.files = documents.map(Self.file(of:))
        }
        plan.files += try gateway.imageFiles()
        return plan
    }

    /// The templates' documents, by their kinds.
    private static func documents(
        named name: String,
        _ kinds: [String],
        _ renderer: TemplateRenderer
    ) throws(InvalidInput) -> [RenderedDocument] {
        var documents: [RenderedDocument] = []
        for kind in kinds {
            let template = templateNames[kind] ?? ""
            guard let value = try renderer.document("ecs/\(template).yaml") else { continue }
            documents.append(
                RenderedDocument(
                    file: "\(template).json",
                    kind: kind,
                    name: name,
                    value: value.withoutEmptyLists
                )
            )
        }
        return documents
    }

    private static let templateNames = [
        "TaskDefinition": "task-definition", "Service": "service", "Scaling": "scaling",
    ]

    /// What the checks find; errors are thrown.
    private static func judged(_ documents: [RenderedDocument], by checks: [ECSCheck]) throws(InvalidInput)
        -> [Diagnostic]
    {
        let inputs = ECSDocuments(documents.map(\.value))
        let findings = checks.flatMap { $0.findings(inputs) }.map(\.withoutEmbeddedPlaces)
        guard !findings.contains(where: { $0.severity == .error }) else { throw InvalidInput(findings) }
        return findings
    }

    private static func file(of document: RenderedDocument) -> RenderedFile {
        RenderedFile(
            path: document.file,
            text: document.value.json(.pretty) + "\n",
            isCompanion: document.kind != "TaskDefinition"
        )
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
