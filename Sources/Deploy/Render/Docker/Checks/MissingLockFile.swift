internal import Diagnostics

extension DockerfileCheck {
    /// An install from a lock file that nothing has copied: it stops the build.
    static let missingLockFile = DockerfileCheck("missing-lock-file") { checked in
        checked.stages.compactMap { stage in
            // What a stage before it has, this one has too.
            guard !checked.stages.contains(where: { $0.base.name == stage.base.image }) else { return nil }
            var copied: [String] = []
            for instruction in stage.instructions {
                if let copy = instruction.content.copy ?? instruction.content.add { copied += copy.sources }
                guard let run = instruction.content.run, run.mounts.allSatisfy({ $0.kind != "bind" }) else {
                    continue
                }
                for command in checked.commands(of: run) {
                    guard let locks = lockFiles(of: command),
                        !copied.contains(where: { source in locks.contains { brings(source, $0) } })
                    else { continue }
                    return .error(
                        "'\(command.words.prefix(2).joined(separator: " "))' needs \(locks[0]), which nothing has copied",
                        at: instruction.location,
                        hint: "COPY it before, beside the file that names the dependencies"
                    )
                }
            }
            return nil
        }
    }

    private static func lockFiles(of command: ShellCommand) -> [String]? {
        switch command.program {
        case "npm": command.has("ci") ? ["package-lock.json", "npm-shrinkwrap.json"] : nil
        case "pnpm": command.has("--frozen-lockfile") ? ["pnpm-lock.yaml"] : nil
        case "yarn": command.has("--immutable") ? ["yarn.lock"] : nil
        case "uv": command.has("sync") && command.has("--frozen") ? ["uv.lock"] : nil
        default: nil
        }
    }

    /// Whether a source of `COPY` can bring a file: a folder may, and so may a pattern.
    private static func brings(_ source: String, _ file: String) -> Bool {
        let name = source.split(separator: "/").last.map(String.init) ?? source
        guard let star = name.firstIndex(where: { "*?[".contains($0) }) else {
            return name == file || name == "." || source.hasSuffix("/") || !name.contains(".")
        }
        return file.hasPrefix(name[..<star])
    }
}
