internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A password or key written into the file, where everyone who may read it reads it.
    static let literalSecrets = ComposeCheck.ofEachService("literal-secret") { service in
        let variables = service.environment.compactMap { name, text, location -> Diagnostic? in
            guard LiteralSecret.isSuspicious(name: name, text: text) else { return nil }
            return Diagnostic.error(
                "\(service.title): environment '\(name)' looks like a secret written in clear",
                at: location ?? service.location,
                hint: "write ${\(name):?set \(name)}, or mount it as a secret"
            )
            .withoutExcerpt()
        }
        let words = ["command", "entrypoint"].flatMap { key -> [Diagnostic] in
            let words = service.value.list(key).compactMap(\.string)
            return words.indices.compactMap { index in
                let parts = words[index].split(separator: "=", maxSplits: 1).map(String.init)
                let option = index > 0 && words[index - 1].hasPrefix("--") ? words[index - 1] : ""
                let isSecret =
                    parts.count == 2
                    ? LiteralSecret.isSuspicious(name: LiteralSecret.name(ofOption: parts[0]), text: parts[1])
                    : LiteralSecret.isSuspicious(
                        name: LiteralSecret.name(ofOption: option),
                        text: words[index]
                    )
                guard isSecret else { return nil }
                return Diagnostic.error(
                    "\(service.title): a word of \(key) looks like a secret written in clear",
                    at: service.place(key),
                    hint: "let the server read it from a file or a variable"
                )
                .withoutExcerpt()
            }
        }
        return variables + words
    }
}
