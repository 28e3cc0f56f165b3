package import Diagnostics
internal import Profile
package import Templates
internal import Values

/// A Dockerfile, what the builder must not see, and the scripts the image takes from beside it.
package struct DockerTarget: RenderTarget {
    package static let name = "docker"
    package static let folder = "docker"

    private let templates: CompiledTemplates

    package init(templates: TemplateSet) { self.templates = CompiledTemplates(templates) }

    package func reasonToLeaveOut(_ project: Project) -> Diagnostic? {
        for server in project.servers where BaseImages(server.resolved.profile) == nil {
            return Diagnostic(
                .note,
                "no Dockerfile: nothing says what \(server.name) is built from",
                at: server.resolved.location("runtime"),
                hint: "runtime.language with its version, or runtime.image"
            )
        }
        return nil
    }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        try plan(eachOf: project) { server throws(InvalidInput) in try plan(server) }
    }

    private func plan(_ server: Project.Server) throws(InvalidInput) -> RenderPlan {
        let model = try DockerModel(ServerModel(server, templates: templates.templates))
        var context = server.resolved.context
        context["docker"] = try model.context()
        let renderer = TemplateRenderer(templates: templates, context: context)
        let dockerfile = try dockerfile(model, renderer)

        let findings = dockerfile.findings(ports: Set(model.ports)).map(\.diagnostic.withoutEmbeddedPlaces)
        guard !findings.contains(where: { $0.severity == .error }) else { throw InvalidInput(findings) }

        var plan = RenderPlan()
        plan.warnings = server.resolved.warnings + model.warnings + findings
        plan.files.append(RenderedFile(path: "Dockerfile", text: dockerfile.text))
        let ignored = try renderer.document("docker/dockerignore.yaml") ?? .array([])
        plan.files.append(
            RenderedFile(path: ".dockerignore", text: try DockerIgnore.text(of: ignored), isCompanion: true)
        )
        let mark = RenderedFile.mark(for: server.name)
        plan.files += model.layout.scripts.map { script in
            RenderedFile(path: script.contextPath, text: script.text.marked(mark), isCompanion: true)
        }
        return plan
    }

    /// The instructions of the templates, after the profile's own changes to them.
    private func dockerfile(_ model: DockerModel, _ renderer: TemplateRenderer) throws(InvalidInput)
        -> Dockerfile
    {
        let language = try renderer.document(model.languageTemplate) ?? .null
        var parts = Object()
        parts["stages"] = language["stages"] ?? .array([])
        parts["files"] = language["files"] ?? .array([])
        parts["variables"] = language["variables"] ?? .object(Object())
        let list = try renderer.document("docker/dockerfile.yaml", adding: parts) ?? .array([])
        let patches = RenderPatches(model.server.resolved, for: .docker)
        guard !patches.isEmpty else { return try Dockerfile(list: list) }
        let document = RenderedDocument(
            file: "Dockerfile",
            kind: "Dockerfile",
            name: model.server.name,
            value: StageTree.tree(of: list)
        )
        let patched = try patches.applied(to: [document]).first?.value ?? .null
        return try Dockerfile(list: StageTree.list(of: patched))
    }
}

/// A list of instructions as patches see it: a mapping of stages, so that one stage can be reached by its name.
///
/// `header` is what stands before the first stage, `final` the last one when it has no name.
enum StageTree {
    static func tree(of list: Value) -> Value {
        var stages = Object()
        var name = "header"
        for instruction in list.array ?? [] {
            if let base = instruction["FROM"] { name = base["as"]?.string ?? "final" }
            stages[name] = .array((stages[name]?.array ?? []) + [instruction])
        }
        return .object(stages)
    }

    static func list(of tree: Value) -> Value {
        .array((tree.object?.members ?? []).flatMap { $0.value.array ?? [$0.value] })
    }
}

extension String {
    /// The script with a comment that says who wrote it, below the line that says what runs it.
    fileprivate func marked(_ mark: String) -> String {
        let sign = hasPrefix("#!/usr/bin/env node") ? "//" : "#"
        guard hasPrefix("#!"), let end = firstIndex(of: "\n") else { return "\(sign) \(mark)\n" + self }
        return self[...end] + "\(sign) \(mark)\n" + self[index(after: end)...]
    }
}
