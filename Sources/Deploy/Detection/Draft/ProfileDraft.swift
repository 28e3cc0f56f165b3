package import Diagnostics
internal import Profile
package import Templates
package import Values
internal import Render
internal import YAML

/// What the user decided on the command line.
package struct DraftChoices: Sendable {
    package var preset: String?
    package var name: String?
    package var image: String?

    package init(preset: String? = nil, name: String? = nil, image: String? = nil) {
        self.preset = preset
        self.name = name
        self.image = image
    }
}

/// A profile that was made of what detection found, as text, and what must be said about it.
package struct ProfileDraft: Sendable {
    package let text: String
    /// What the text says, read back.
    package let tree: Value
    package let preset: PresetChoice
    package let diagnostics: [Diagnostic]
    /// The facts that are in the text.
    package let facts: [Fact]

    /// Makes the profile and makes sure that it is valid: what the format or the preset refuses is left out and said.
    ///
    /// Throws when even then it is not, which only a preset of the user's own can bring about.
    package init(
        _ detected: DetectedProfile,
        in folder: ProjectFolder,
        choices: DraftChoices,
        templates: TemplateSet
    ) throws(InvalidInput) {
        let preset = PresetChoice(detected.votes, asked: choices.preset)
        var gaps = ProfileGaps(detected, in: folder, choices: choices, preset: preset)
        gaps.fill()
        var said =
            [preset.doubt ?? preset.reason].compactMap(\.self) + detected.diagnostics + gaps.diagnostics
        let resolver = ProfileResolver(templates: templates)
        let target = KubernetesTarget(templates: templates)
        let texts = folder.files.mapValues(\.text)

        var facts = FactSelection.chosen(from: gaps.facts, in: folder)
        facts = Self.withoutKnown(facts, preset: preset, resolver)
        while true {
            let layout = ProfileLayout(facts, preset: preset, remarks: gaps.remarks, folder: folder)
            let file = SourceFile(name: "mcpctl.yaml", text: layout.text, hidesSecrets: true)
            let tree = try YAML.document(in: file)
            let problems = Self.problems(of: tree, resolver, target, texts)
            let refused = problems.filter { $0.diagnostic.severity == .error }
            let dropped = Set(
                refused.flatMap { problem in
                    layout.facts(at: problem.diagnostic.location).filter { !facts[$0].isEssential }
                }
            )
            if dropped.isEmpty {
                let blocking = refused.filter { !$0.isRendering }.map(\.diagnostic)
                guard blocking.isEmpty else { throw InvalidInput(blocking) }
                said += refused.map { Self.unrendered($0.diagnostic) }
                (self.text, self.tree, self.facts) = (layout.text, tree, facts)
                break
            }
            for problem in refused {
                for index in layout.facts(at: problem.diagnostic.location) where dropped.contains(index) {
                    said.append(Self.leftOut(facts[index], because: problem.diagnostic))
                }
            }
            facts = facts.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
        }
        self.preset = preset
        diagnostics = Self.unique(said)
    }

    private struct Problem {
        let diagnostic: Diagnostic
        /// Whether the profile itself is fine, and only Kubernetes manifests cannot be made of it.
        let isRendering: Bool
    }

    private static func problems(
        of tree: Value,
        _ resolver: ProfileResolver,
        _ target: KubernetesTarget,
        _ texts: [String: String]
    ) -> [Problem] {
        let resolved: ResolvedProfile
        do throws(InvalidInput) {
            resolved = try resolver.resolve(tree)
        } catch {
            return error.diagnostics.map { Problem(diagnostic: $0, isRendering: false) }
        }
        do throws(InvalidInput) {
            let server = Project.Server(resolved, localFiles: texts)
            _ = try target.plan(Project(name: resolved.profile.name, servers: [server]))
            return []
        } catch {
            return error.diagnostics.map { Problem(diagnostic: $0, isRendering: true) }
        }
    }

    private static func leftOut(_ fact: Fact, because problem: Diagnostic) -> Diagnostic {
        .warning(
            "not carried over: \(fact.path.joined(separator: ".")), which \(fact.source) says: \(problem.message)",
            at: fact.location,
            hint: problem.hint
        )
    }

    private static func unrendered(_ problem: Diagnostic) -> Diagnostic {
        .warning("'mcpctl render k8s' will refuse it: \(problem.message)", at: nil, hint: problem.hint)
    }

    /// Without variables that the preset sets to the same by itself.
    private static func withoutKnown(
        _ facts: [Fact],
        preset: PresetChoice,
        _ resolver: ProfileResolver
    ) -> [Fact] {
        let bare = facts.filter { $0.path.first != "env" && $0.path.first != "patches" }
        let layout = ProfileLayout(bare, preset: preset, remarks: [:], folder: ProjectFolder(name: ""))
        let file = SourceFile(name: "mcpctl.yaml", text: layout.text)
        guard let tree = try? YAML.document(in: file), let resolved = try? resolver.resolve(tree) else {
            return facts
        }
        return facts.filter { fact in
            guard fact.path.count == 2, fact.path[0] == "env" else { return true }
            return resolved.profile.env[fact.path[1]]?.text != fact.value.text
        }
    }

    private static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { seen.insert($0).inserted }
    }
}

extension Fact {
    /// Whether no profile can do without it.
    var isEssential: Bool {
        [["apiVersion"], ["name"], ["preset"], ["version"], ["image"]].contains(path)
    }
}
