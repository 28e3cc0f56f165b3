internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// Variables that replace one another, or that the server does not see.
    static let environmentVariables = ManifestCheck(id: "environment-variable") { set in
        set.pods.flatMap(\.containers).flatMap { container in
            var seen: [String: SourceLocation?] = [:]
            return container.environment.flatMap { variable -> [Diagnostic] in
                guard let value = variable["name"], let name = value.string, !name.isEmpty else {
                    return [
                        .error(
                            "\(container.title): an env entry has no name",
                            at: variable["name"]?.location ?? variable.location,
                            hint: "write name: LOG_LEVEL"
                        )
                    ]
                }
                var findings = [nameProblem(name, at: value.location, in: container)].compactMap(\.self)
                findings += source(of: variable, named: name, in: container)
                if let first = seen.updateValue(value.location, forKey: name) {
                    findings.append(
                        .warning(
                            "\(container.title): env '\(name)' is set twice, and the last one wins",
                            at: value.location,
                            notes: [.init("the first one is here", at: first)],
                            hint: "remove one of them"
                        )
                    )
                }
                return findings
            }
        }
    }

    private static func nameProblem(_ name: String, at location: SourceLocation?, in container: Container)
        -> Diagnostic?
    {
        guard let problem = TextRule.environmentName.problem(with: name) else { return nil }
        // Older API servers take dots and dashes, newer ones everything but '='; shells take neither.
        let isTaken =
            name.utf8.first?.isASCIIDigit == false
            && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_.".utf8.contains($0) }
        let message = "\(container.title): env '\(name)' \(problem)"
        return isTaken
            ? .warning(message, at: location, hint: "shells and many programs cannot read it")
            : .error(message, at: location)
    }

    private static func source(of variable: Value, named name: String, in container: Container)
        -> [Diagnostic]
    {
        guard let source = variable["valueFrom"], !source.isNull else { return [] }
        let kinds = source.object?.keys ?? []
        let known = ["configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"]
        if variable["value"].map({ $0.string != "" && !$0.isNull }) == true {
            return [
                Diagnostic.error(
                    "\(container.title): env '\(name)' has both value and valueFrom",
                    at: source.location,
                    hint: "keep one of them"
                )
                .withoutExcerpt()
            ]
        }
        guard kinds.count == 1, let kind = kinds.first, known.contains(kind) else {
            let typo = kinds.first { !known.contains($0) }
            return [
                .error(
                    "\(container.title): the valueFrom of env '\(name)' must have one source",
                    at: source.location,
                    hint: typo.flatMap { nearest(to: $0, in: known) }.map { "did you mean '\($0)'?" }
                        ?? "write one of secretKeyRef, configMapKeyRef, fieldRef"
                )
            ]
        }
        return []
    }
}
