internal import Diagnostics

extension DockerfileCheck {
    /// A secret in `ENV`, `ARG` or `LABEL`: everybody who has the image can read it.
    static let secrets = DockerfileCheck("secret") { checked in
        checked.dockerfile.instructions.flatMap { instruction -> [Diagnostic] in
            switch instruction.content {
            case .env(let entries), .label(let entries):
                return entries.filter { LiteralSecret.isSuspicious(name: $0.name, text: $0.text) }.map {
                    entry in
                    finding(
                        "'\(entry.name)' looks like a secret written in clear",
                        entry.location ?? instruction.location
                    )
                }
            case .argument(let name, let fallback):
                guard SecretLook.isTelling(name: name) || SecretLook.isTelling(text: fallback ?? "") else {
                    return []
                }
                return [
                    finding(
                        "ARG \(name) carries a secret, and the image's history keeps it",
                        instruction.location
                    )
                ]
            case .run(let run):
                let isLeak = run.script.text.split(whereSeparator: \.isWhitespace).contains {
                    SecretLook.isTelling(text: $0)
                }
                return isLeak ? [finding("a RUN holds what looks like a secret", instruction.location)] : []
            case .comment, .from, .copy, .add, .workingDirectory, .user, .expose, .volume, .entrypoint,
                .command,
                .healthCheck, .shell, .stopSignal:
                return []
            }
        }
    }

    private static func finding(_ message: String, _ place: SourceLocation?) -> Diagnostic {
        Diagnostic.error(
            message,
            at: place,
            hint: "give it to a RUN with --mount=type=secret,id=…, or to the container when it starts"
        )
        .withoutExcerpt()
    }
}
