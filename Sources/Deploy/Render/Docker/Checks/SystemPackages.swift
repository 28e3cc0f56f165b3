internal import Diagnostics

extension DockerfileCheck {
    /// An install of the system's packages that stops the build: it waits for an answer, has no lists, or no rights.
    static let systemPackages = DockerfileCheck("system-packages") { checked in
        checked.stages.flatMap { stage -> [Diagnostic] in
            var hasLists = false
            var user: String?
            return stage.instructions.flatMap { instruction -> [Diagnostic] in
                if let next = instruction.content.user { user = String(next.prefix { $0 != ":" }) }
                guard let run = instruction.content.run else { return [] }
                return checked.commands(of: run).compactMap { command in
                    let isApt = ["apt-get", "apt"].contains(command.program)
                    if isApt, command.has("update") { hasLists = true }
                    guard isApt && command.has("install") || command.program == "apk" && command.has("add")
                    else { return nil }
                    if let user, !["root", "0"].contains(user), !user.contains("$") {
                        return .error(
                            "user \(user) must not install packages: the build stops",
                            at: instruction.location,
                            hint: "install before USER"
                        )
                    }
                    guard isApt else { return nil }
                    if !command.words.contains(where: answers) {
                        return .error(
                            "\(command.program) install waits for an answer that nobody gives: the build stops",
                            at: instruction.location,
                            hint: "\(command.program) install --yes --no-install-recommends …"
                        )
                    }
                    let isFile = command.words.contains { $0.hasSuffix(".deb") }
                    let knows =
                        hasLists || isFile || checked.stages.contains { $0.base.name == stage.base.image }
                    guard !knows else { return nil }
                    return .error(
                        "\(command.program) install finds no packages: images come without their lists",
                        at: instruction.location,
                        hint: "apt-get update in the same RUN, before it"
                    )
                }
            }
        }
    }

    /// `-y`, `-yq`, `-qq`, `--yes`, `--assume-yes`.
    private static func answers(_ word: String) -> Bool {
        if word.hasPrefix("--") { return ["--yes", "--assume-yes"].contains(word) }
        return word.hasPrefix("-") && (word.contains("y") || word.contains("qq"))
    }
}
