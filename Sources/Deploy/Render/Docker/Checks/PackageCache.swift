internal import Diagnostics

extension DockerfileCheck {
    /// What the package manager leaves behind makes the image larger for ever.
    static let packageCache = DockerfileCheck("package-cache") { checked in
        guard let final = checked.final else { return [] }
        return final.all(\.run).compactMap { run, place in
            let commands = checked.commands(of: run)
            let mounts = run.mounts.filter { $0.kind == "cache" }.compactMap { $0["target"] }
            let leaves = commands.contains { command in
                switch command.program {
                case "apt-get", "apt":
                    command.has("install") && !mounts.contains { $0.hasPrefix("/var/lib/apt") }
                        && !commands.contains {
                            $0.program == "rm" && $0.words.contains { $0.hasPrefix("/var/lib/apt/lists") }
                        }
                case "apk": command.has("add") && !command.has("--no-cache") && mounts.isEmpty
                case "pip", "pip3": command.has("install") && !command.has("--no-cache-dir") && mounts.isEmpty
                default: false
                }
            }
            guard leaves else { return nil }
            return .warning(
                "the package manager's cache stays in the image",
                at: place,
                hint:
                    "rm -rf /var/lib/apt/lists/*, apk add --no-cache, pip install --no-cache-dir, or a cache mount"
            )
        }
    }
}
