internal import Diagnostics
internal import Profile
internal import Values

extension ECSModel {
    /// The container's plain variables, and the paths of secret files.
    var environment: [Value] {
        var variables = profile.env.map { ($0.name, value(.string($0.element.text), at: "env.\($0.name)")) }
        for entry in profile.secrets {
            guard let path = entry.element.path, let variable = entry.element.pathEnv else { continue }
            variables.append((variable, .string(path)))
        }
        return variables.sorted { $0.0 < $1.0 }.map { ["name": .string($0.0), "value": $0.1] }
    }

    /// The variables that ECS fills from Secrets Manager and Parameter Store.
    func secrets() throws(InvalidInput) -> [Value] {
        try missingReferences()
        return profile.secrets.compactMap { entry -> (String, Value)? in
            guard entry.element.path == nil, let reference = reference(of: entry) else { return nil }
            return (entry.element.env ?? entry.name, reference)
        }.sorted { $0.0 < $1.0 }.map { ["name": .string($0.0), "valueFrom": $0.1] }
    }

    /// The ARN, at the line that names it.
    func reference(of entry: Named<Secret>.Entry) -> Value? {
        entry.element.aws.map { value(.string($0), at: "secrets.\(entry.name).aws") }
    }

    private func missingReferences() throws(InvalidInput) {
        let missing = profile.secrets.filter { $0.element.aws == nil }.map { entry in
            Diagnostic.error(
                "secrets.\(entry.name) does not say where AWS keeps it",
                at: resolved.tree["secrets"]?.object?.member(entry.name)?.keyLocation
                    ?? resolved.location("secrets.\(entry.name)"),
                hint:
                    "write under it aws: 'arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf', with :KEY:: at the end for "
                    + "one key of a JSON secret"
            ).withoutExcerpt()
        }
        guard missing.isEmpty else { throw InvalidInput(missing) }
    }
}
