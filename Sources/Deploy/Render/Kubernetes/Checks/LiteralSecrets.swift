internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A password or key written into a pod, where everyone who may read pods reads it.
    static let literalSecrets = ManifestCheck(id: "literal-secret") { set in
        set.pods.flatMap(\.containers).flatMap { container in
            environment(of: container) + words(of: container)
        }
    }

    private static func environment(of container: Container) -> [Diagnostic] {
        container.environment.compactMap { variable in
            let name = variable.text("name") ?? ""
            guard let value = variable["value"], let text = value.string,
                LiteralSecret.isSuspicious(name: name, text: text)
            else { return nil }
            return Diagnostic.error(
                "\(container.title): env '\(name)' looks like a secret written in clear",
                at: value.location,
                hint: "keep it in a Secret, and write valueFrom: {secretKeyRef: {name: …, key: …}}"
            )
            .withoutExcerpt()
        }
    }

    /// `--api-key=…`, or `--api-key` and the key as the next word.
    private static func words(of container: Container) -> [Diagnostic] {
        ["command", "args"].flatMap { place -> [Diagnostic] in
            let words = container.value.list(place)
            return words.indices.compactMap { index in
                guard let word = words[index].string else { return nil }
                let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                let option = index > 0 ? words[index - 1].string ?? "" : ""
                let isSecret =
                    parts.count == 2
                    && LiteralSecret.isSuspicious(
                        name: LiteralSecret.name(ofOption: parts[0]),
                        text: parts[1]
                    )
                    || !word.hasPrefix("-")
                        && LiteralSecret.isSuspicious(
                            name: option.hasPrefix("--") ? LiteralSecret.name(ofOption: option) : "",
                            text: word
                        )
                guard isSecret else { return nil }
                return Diagnostic.error(
                    "\(container.title): a word of \(place) looks like a secret written in clear",
                    at: words[index].location,
                    hint: "set it as env from a Secret, and write $(NAME) here"
                )
                .withoutExcerpt()
            }
        }
    }
}
