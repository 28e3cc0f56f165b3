package import Diagnostics
internal import Profile
package import Templates
internal import Values

/// One `compose.yaml` for all servers of a project, and the files it mounts.
package struct ComposeTarget: RenderTarget {
    package static let name = "compose"
    package static let folder = "compose"

    private let templates: CompiledTemplates

    package init(templates: TemplateSet) { self.templates = CompiledTemplates(templates) }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        let model = try ComposeModel(project, templates: templates)
        var parts: [RenderedDocument] = []
        for service in model.services {
            parts.append(try part("service", service.name, ["service": service.model]))
        }
        for network in model.networks {
            parts.append(try part("network", network, ["network": .string(network)]))
        }
        for volume in model.volumes { parts.append(try part("volume", volume, [:])) }
        for secret in model.secretFiles {
            parts.append(try part("secret", secret.key, ["file": .string(secret.file)]))
        }
        for config in model.configs {
            parts.append(try part("config", config.key, ["file": .string(config.file)]))
        }
        let patches = RenderPatches(project, for: .compose)
        parts = try patches.only { $0.kind != "compose" }.applied(to: parts)

        let whole = try whole(project, model, parts)
        let document = try patches.only { $0.kind == "compose" }.applied(to: [whole])[0].value
        var checked = ComposeDocument(document, existingFiles: nil)
        checked.internalPorts = model.internalPorts
        let findings = ComposeCheck.all.flatMap { $0.findings(checked) }
        guard !findings.contains(where: { $0.severity == .error }) else { throw InvalidInput(findings) }

        var plan = RenderPlan()
        plan.warnings = model.warnings + findings
        plan.files = [RenderedFile(path: "compose.yaml", documents: [document], sortsKeys: true)]
        plan.files += model.files
        return plan
    }

    /// A service, network, volume, secret or config.
    private func part(_ kind: String, _ name: String, _ members: Value) throws(InvalidInput)
        -> RenderedDocument
    {
        let renderer = TemplateRenderer(templates: templates, context: members.object ?? Object())
        let value = try renderer.document("compose/\(kind).yaml") ?? .null
        return RenderedDocument(file: "compose.yaml", kind: kind, name: name, value: value)
    }

    private func whole(_ project: Project, _ model: ComposeModel, _ parts: [RenderedDocument])
        throws(InvalidInput) -> RenderedDocument
    {
        func section(_ kind: String) -> Value {
            var object = Object()
            for part in parts where part.kind == kind { object[part.name] = part.value }
            return object.isEmpty ? .null : .object(object)
        }
        var context = Object()
        context["project"] = [
            "name": .string(project.name), "mark": .string("\(model.mark)."),
            "files": .array(model.files.map(\.path).sorted().map(Value.string)),
            "services": section("service"), "networks": section("network"), "volumes": section("volume"),
            "secrets": section("secret"), "configs": section("config"),
        ]
        let renderer = TemplateRenderer(templates: templates, context: context)
        let value = try renderer.document("compose/compose.yaml") ?? .null
        return RenderedDocument(file: "compose.yaml", kind: "compose", name: project.name, value: value)
    }
}
