internal import Diagnostics

extension DockerfileCheck {
    /// Compilers and test tools that the image takes over from the stage that builds.
    static let developmentPackages = DockerfileCheck("development-packages") { checked in
        guard let final = checked.final else { return [] }
        return final.all(\.copy).compactMap { copy, place in
            guard let from = copy.from, let stage = checked.stages.first(where: { $0.base.name == from }),
                copy.sources.contains(where: { holdsPackages($0, of: stage) })
            else { return nil }
            let commands = checked.commands(in: [stage]).map(\.command)
            let installs = commands.contains { $0.installsProject && !leavesOut($0) && !isMeant($0) }
            let prunes = commands.contains { $0.has("prune") || leavesOut($0) }
            guard installs, !prunes else { return nil }
            return .warning(
                "the image takes the development tools of stage '\(from)' along with node_modules",
                at: place,
                hint: "RUN npm prune --omit=dev in that stage, after the build"
            )
        }
    }

    /// The packages' own folder, or all that the stage works in.
    private static func holdsPackages(_ source: String, of stage: Dockerfile.Stage) -> Bool {
        let parts = source.split(separator: "/")
        let folder = stage.last(\.workingDirectory)?.part.split(separator: "/")
        return parts.last == "node_modules" || parts == folder
    }

    /// Whether somebody said that they shall stay.
    ///
    /// Yarn from version 2 on, which says `--immutable`, has no word for it.
    private static func isMeant(_ command: ShellCommand) -> Bool {
        ["--include=dev", "--prod=false", "--production=false", "--immutable"].contains(where: command.has)
    }

    private static func leavesOut(_ command: ShellCommand) -> Bool {
        ["--production", "--omit=dev", "--only=production", "--prod", "--production=true"].contains(
            where: command.has
        )
    }
}
