package import Diagnostics
package import Templates

/// All targets that a profile says enough for, each in a folder of its own.
package struct EveryTarget: RenderTarget {
    package static let name = "all"
    package static let folder = ""

    /// The targets, in the order their folders are written.
    ///
    /// A new target is one line here.
    package static let all: [any RenderTarget.Type] = [
        DockerTarget.self, KubernetesTarget.self, ComposeTarget.self, ECSTarget.self, PrometheusTarget.self,
    ]

    private let targets: [any RenderTarget]

    package init(templates: TemplateSet) {
        targets = Self.all.map { $0.init(templates: templates) }
    }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        var whole = RenderPlan()
        var invalid: [Diagnostic] = []
        for target in targets {
            if let reason = target.reasonToLeaveOut(project) {
                whole.warnings.append(reason)
                // What an earlier render wrote there is no longer wanted.
                let folder = type(of: target).folder
                whole.folders.formUnion([folder] + project.servers.map { "\(folder)/\($0.name)" })
                continue
            }
            do throws(InvalidInput) {
                whole.add(try target.plan(project).inFolder(type(of: target).folder))
            } catch {
                // What is wrong for all targets is told once.
                invalid += error.diagnostics.filter { !invalid.contains($0) }
            }
        }
        guard invalid.isEmpty else { throw InvalidInput(invalid) }
        return whole
    }
}
