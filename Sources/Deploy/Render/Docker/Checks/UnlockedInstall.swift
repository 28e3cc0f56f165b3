internal import Diagnostics

extension DockerfileCheck {
    /// An install that takes whatever versions there are on the day of the build.
    static let unlockedInstall = DockerfileCheck("unlocked-install") { checked in
        checked.commands().filter { isUnlocked($0.command) }.map { command, place in
            .warning(
                "'\(command.words.prefix(2).joined(separator: " "))' installs other versions tomorrow",
                at: place,
                hint: remedy(of: command)
            )
        }
    }

    private static func remedy(of command: ShellCommand) -> String {
        switch command.program {
        case "npm": "npm ci takes the versions of the lock file"
        case "yarn": "yarn install --immutable, with version 1 --frozen-lockfile"
        default: "name the version: NAME==1.2.3, or a file with -r"
        }
    }

    private static func takesFile(_ word: String) -> Bool {
        ["-r", "--requirement", "-c", "--constraint"].contains(word) || word.hasPrefix("-r")
    }

    private static func isUnlocked(_ command: ShellCommand) -> Bool {
        switch command.program {
        case "npm": return command.installsProject && !command.has("ci")
        case "yarn":
            return command.installsProject && !command.has("--immutable")
                && !command.has("--frozen-lockfile")
        case "pip", "pip3":
            let words = command.words.dropFirst()
            guard words.first == "install", !words.contains(where: takesFile) else { return false }
            // A path is the project itself, and an option may have a value that looks like a name.
            return words.dropFirst().contains { word in
                word.first?.isLetter == true && !word.contains { "=/@<>~$.".contains($0) }
            }
        default: return false
        }
    }
}

extension ShellCommand {
    /// Whether it installs what a Node.js project asks for, and not a package that it names itself.
    var installsProject: Bool {
        let names = words.dropFirst().filter { !$0.hasPrefix("-") }
        guard !has("--global"), !has("-g") else { return false }
        switch program {
        case "npm", "pnpm": return ["ci", "install", "i"].contains(names.first) && names.count == 1
        case "yarn": return names.first.map { $0 == "install" } ?? words.allSatisfy { $0 != "--version" }
        default: return false
        }
    }
}
