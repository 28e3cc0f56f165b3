internal import Diagnostics
internal import Values

extension ProfileRule {
    /// No secret is written in clear where a reference belongs: in variables, commands, files and patches.
    static let literalsLookHarmless = ProfileRule(holdsForParts: true) { resolved in
        let variables = (resolved.tree["env"]?.object?.members ?? []).filter { member in
            let text = member.value.string ?? member.value.number?.text ?? ""
            return SecretLook.isSuspicious(name: member.key, text: text)
        }
        let trees: [(String, Value?)] =
            (resolved.tree["configFiles"]?.object?.members ?? []).map { ("configFiles.\($0.key)", $0.value) }
            + (resolved.tree["patches"]?.array ?? []).enumerated().map {
                ("patches.\($0.offset)", $0.element)
            }
        return variables.map { member in
            literal(
                "env.\(member.key)",
                at: member.keyLocation,
                hint: "move it: secrets: {\(member.key): SECRET/KEY}; if it is none, choose another name"
            )
        } + commandWords(resolved) + trees.flatMap { literals($0.0, in: $0.1) }
    }

    private static func literal(_ subject: String, at location: SourceLocation?, hint: String) -> Diagnostic {
        Diagnostic.error("\(subject) looks like a secret written in clear", at: location, hint: hint)
            .withoutExcerpt()
    }

    /// `--password=…` and `--password …`, which every `ps` shows.
    private static func commandWords(_ resolved: ResolvedProfile) -> [Diagnostic] {
        let words = resolved.tree["runtime"]?["command"]?.array ?? []
        return words.enumerated().compactMap { index, word in
            let parts = (word.string ?? "").split(separator: "=", maxSplits: 1).map(String.init)
            let option = index > 0 ? words[index - 1].string ?? "" : ""
            let isSecret =
                parts.count == 2
                ? SecretLook.isSuspicious(name: parts[0], text: parts[1])
                : SecretLook.isSuspicious(name: option.hasPrefix("-") ? option : "", text: parts.first ?? "")
            guard isSecret else { return nil }
            return literal(
                "runtime.command.\(index)",
                at: word.location,
                hint:
                    "everybody on the machine sees a command: let the server read a variable that is under 'secrets'"
            )
        }
    }

    /// Every text in a tree under a name that secrets go by, and what `{name: …, value: …}` pairs.
    private static func literals(_ subject: String, in tree: Value?) -> [Diagnostic] {
        guard let tree else { return [] }
        var found: [Diagnostic] = []
        func look(_ value: Value, _ name: String) {
            for member in value.object ?? Object() {
                let pair = member.key == "value" ? value["name"]?.string : nil
                look(member.value, pair ?? member.key)
            }
            for item in value.array ?? [] { look(item, name) }
            if let text = value.string, SecretLook.isSuspicious(name: name, text: text) {
                let hint = "name the secret under 'secrets', and let the server read it from there"
                found.append(literal("a text in \(subject)", at: value.location, hint: hint))
            }
        }
        look(tree, "")
        return found
    }

    /// A section that is switched off by default does nothing until 'enabled' is said, one way or the other.
    static let disabledIsSaid = ProfileRule { resolved in
        ["metrics", "admin"].compactMap { name in
            guard let section = resolved.tree[name]?.object, section["enabled"] == nil,
                let member = section.first(where: { $0.value.location?.file === resolved.tree.location?.file }
                )
            else { return nil }
            return .error(
                "\(name).\(member.key) would be ignored: \(name).enabled is not set",
                at: member.keyLocation,
                hint: "add enabled: true to '\(name)'"
            )
        }
    }
}
