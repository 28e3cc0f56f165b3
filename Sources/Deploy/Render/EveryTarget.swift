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

    package func prepare() { for target in targets { target.prepare() } }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        try merged(targets.map { Self.outcome(of: $0, for: project) }, project)
    }

    package func planOnAllCores(_ project: Project) async throws(InvalidInput) -> RenderPlan {
        let outcomes = await withTaskGroup(of: (Int, Outcome).self) { group in
            // The last takes longest: begun first, it is not what the others wait for.
            for (index, target) in targets.enumerated().reversed() {
                group.addTask { (index, Self.outcome(of: target, for: project)) }
            }
            var outcomes: [(Int, Outcome)] = []
            for await outcome in group { outcomes.append(outcome) }
            return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return try merged(outcomes, project)
    }

    /// What came of one target.
    private enum Outcome: Sendable {
        case planned(RenderPlan)
        case leftOut(Diagnostic)
        case refused([Diagnostic])
    }

    private static func outcome(of target: any RenderTarget, for project: Project) -> Outcome {
        if let reason = target.reasonToLeaveOut(project) { return .leftOut(reason) }
        do throws(InvalidInput) {
            return .planned(try target.plan(project).inFolder(type(of: target).folder))
        } catch {
            return .refused(error.diagnostics)
        }
    }

    private func merged(_ outcomes: [Outcome], _ project: Project) throws(InvalidInput) -> RenderPlan {
        var whole = RenderPlan()
        var invalid: [Diagnostic] = []
        for (target, outcome) in zip(targets, outcomes) {
            switch outcome {
            case .planned(let plan): whole.add(plan)
            case .leftOut(let reason):
                whole.warnings.append(reason)
                // What an earlier render wrote there is no longer wanted.
                let folder = type(of: target).folder
                whole.folders.formUnion([folder] + project.servers.map { "\(folder)/\($0.name)" })
            case .refused(let diagnostics):
                // What is wrong for all targets is told once.
                invalid += diagnostics.filter { !invalid.contains($0) }
            }
        }
        guard invalid.isEmpty else { throw InvalidInput(invalid) }
        return whole
    }
}
