internal import Diagnostics

extension DockerfileCheck {
    /// Every change of a source file installs every dependency again.
    static let sourcesBeforeInstall = DockerfileCheck("sources-before-install") { checked in
        checked.stages.compactMap { stage in
            var copied: SourceLocation??
            for instruction in stage.instructions {
                if let copy = instruction.content.copy, copy.from == nil,
                    copy.sources.contains(where: [".", "./"].contains)
                {
                    copied = copied ?? instruction.location
                }
                guard let place = copied, let run = instruction.content.run,
                    checked.commands(of: run).contains(where: installs)
                else { continue }
                return .warning(
                    "all sources are copied before the dependencies are installed: no build uses the cache",
                    at: place,
                    hint: "copy manifest and lock file first, install, then copy the rest"
                )
            }
            return nil
        }
    }

    private static func installs(_ command: ShellCommand) -> Bool {
        let verb = command.words.dropFirst().first
        switch command.program {
        case "npm":
            return verb == "ci"
                || verb == "install" && command.words.count(where: { !$0.hasPrefix("-") }) == 2
        case "pnpm", "poetry": return verb == "install"
        case "yarn": return verb == nil || verb == "install" && !command.has("--production")
        case "pip", "pip3": return verb == "install" && command.has("-r")
        case "go": return command.has("download")
        default: return false
        }
    }
}
