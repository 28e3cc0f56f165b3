internal import Diagnostics

extension DockerfileCheck {
    /// The build needs what a production install left out: compilers are development dependencies.
    static let productionBeforeBuild = DockerfileCheck("production-before-build") { checked in
        checked.stages.compactMap { stage in
            var isProduction = false
            for (command, place) in checked.commands(in: [stage]) where managers.contains(command.program) {
                if isInstall(command) { isProduction = productionWords.contains(where: command.has) }
                guard isProduction, command.has("build") || command.has("tsc") else { continue }
                return .error(
                    "'\(command.words.joined(separator: " "))' comes after a production install: its compiler is not there",
                    at: place,
                    hint: "install everything in a build stage, and prune afterwards"
                )
            }
            return nil
        }
    }

    private static let managers = ["npm", "pnpm", "yarn", "npx"]
    private static let productionWords = [
        "--production", "--omit=dev", "--only=production", "--prod", "--only=prod", "--production=true",
    ]

    private static func isInstall(_ command: ShellCommand) -> Bool {
        ["ci", "install", "i", "add"].contains { command.words.dropFirst().first == $0 }
            && !command.has("--global") && !command.has("-g")
    }
}
