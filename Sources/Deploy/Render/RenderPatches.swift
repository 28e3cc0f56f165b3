internal import Diagnostics
internal import Profile
internal import Values

/// The profile's own changes to what one target renders.
struct RenderPatches {
    private let rules: [(rule: PatchRule, location: SourceLocation?)]

    /// The changes to kinds that are `rendered`; all of them when left out.
    init(
        _ resolved: ResolvedProfile,
        for target: PatchTarget.Output,
        where isRendered: (_ kind: String) -> Bool = { _ in true }
    ) {
        rules = resolved.profile.patches.enumerated().compactMap { index, rule in
            guard rule.target.output == target, isRendered(rule.target.kind) else { return nil }
            return (rule, resolved.tree["patches"]?.array?[index].location)
        }
    }

    /// The changes of all servers to what is rendered once for all of them: what they share counts once.
    init(_ project: Project, for target: PatchTarget.Output) {
        var rules: [(rule: PatchRule, location: SourceLocation?)] = []
        for entry in project.servers.flatMap({ RenderPatches($0.resolved, for: target).rules }) {
            let isKnown = rules.contains {
                $0.location == entry.location
                    && $0.rule.encoded(absent: .null) == entry.rule.encoded(absent: .null)
            }
            if !isKnown { rules.append(entry) }
        }
        self.rules = rules
    }

    private init(rules: [(rule: PatchRule, location: SourceLocation?)]) { self.rules = rules }

    /// The changes to some objects.
    func only(_ isWanted: (PatchTarget) -> Bool) -> RenderPatches {
        RenderPatches(rules: rules.filter { isWanted($0.rule.target) })
    }

    var isEmpty: Bool { rules.isEmpty }

    /// Applies every patch in order; one that meets nothing is an error, because it would be ignored.
    func applied(to documents: [RenderedDocument]) throws(InvalidInput) -> [RenderedDocument] {
        var documents = documents
        for (rule, location) in rules {
            var met = false
            for index in documents.indices where matches(rule.target, documents[index]) {
                met = true
                documents[index].value = try changed(documents[index].value, by: rule)
            }
            guard !met else { continue }
            let wanted = rule.target.kind + (rule.target.name.map { "/\($0)" } ?? "")
            let known = documents.map { "\($0.kind)/\($0.name)" }
            throw InvalidInput(
                .error(
                    "this patch meets no object: there is no \(wanted)",
                    at: location,
                    hint: "rendered are \(known.joined(separator: ", "))"
                )
            )
        }
        return documents
    }

    private func matches(_ target: PatchTarget, _ document: RenderedDocument) -> Bool {
        document.kind == target.kind && (target.name == nil || document.name == target.name)
    }

    private func changed(_ value: Value, by rule: PatchRule) throws(InvalidInput) -> Value {
        if let merge = rule.merge { return value.merged(with: merge.value) }
        guard let operations = rule.json else { return value }
        return try JSONPatch(operations.value).applied(to: value)
    }
}
