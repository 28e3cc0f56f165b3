internal import Diagnostics

/// A mistake in a Dockerfile that builds, and that only shows when it hurts.
struct DockerfileCheck: Sendable {
    /// As in `dockerfile/runs-as-root`.
    let id: String
    let findings: @Sendable (CheckedDockerfile) -> [Diagnostic]

    init(_ name: String, findings: @escaping @Sendable (CheckedDockerfile) -> [Diagnostic]) {
        id = "dockerfile/\(name)"
        self.findings = findings
    }

    /// The checks, in the order their findings are told.
    static let all: [DockerfileCheck] = [
        // What it is made from.
        .missingStage, .unpinnedBase, .unknownStage, .duplicateStage,
        // How it runs.
        .runsAsRoot, .shellForm, .severalCommands, .downloadsAtStart, .managerAtStart, .missingProgram,
        .stopSignal, .missingHealthCheck, .healthCheckTool, .healthCheckTiming, .healthCheckPort, .ports,
        .exposedPorts, .readOnlyPaths, .workingDirectory, .fileOwner, .developmentMode,
        // What it gives away.
        .secrets, .secretFiles, .writableByAll,
        // How it is built.
        .remoteAdd, .copyTarget, .sudo, .systemPackages, .missingLockFile, .unlockedInstall,
        .productionBeforeBuild, .developmentPackages, .sourcesBeforeInstall, .packageCache, .unsafePipe,
    ]
}

/// A Dockerfile, and what is known of the server it is for.
struct CheckedDockerfile: Sendable {
    let dockerfile: Dockerfile
    let stages: [Dockerfile.Stage]
    /// What runs; `nil` when there is no stage.
    let final: Dockerfile.Stage?
    /// The ports the server listens on; `nil` when nobody says.
    let ports: Set<Int>?

    init(_ dockerfile: Dockerfile, ports: Set<Int>? = nil) {
        self.dockerfile = dockerfile
        stages = dockerfile.stages
        final = dockerfile.final
        self.ports = ports
    }

    /// Everything that is run while the image is built, command by command.
    func commands(in stages: [Dockerfile.Stage]? = nil) -> [(
        command: ShellCommand, location: SourceLocation?
    )] {
        (stages ?? self.stages).flatMap { stage in
            stage.all(\.run).flatMap { run, location in
                ShellCommand.commands(in: run.script.text).map { ($0, location) }
            }
        }
    }
}

/// One simple command of a shell script, as far as looking at words tells.
struct ShellCommand: Sendable, Hashable {
    let words: [String]

    var program: String { words.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "" }

    func has(_ word: String) -> Bool { words.contains(word) }

    /// The commands of a script: split at `&&`, `||`, `;`, `|` and line ends, without leading assignments.
    static func commands(in script: String) -> [ShellCommand] {
        var commands: [ShellCommand] = []
        var words: [String] = []
        func close() {
            let rest = words.drop { $0.contains("=") && !$0.hasPrefix("-") }
            if !rest.isEmpty { commands.append(ShellCommand(words: Array(rest))) }
            words = []
        }
        for line in script.replacing("\\\n", with: " ").split(whereSeparator: \.isNewline) {
            for part in line.split(whereSeparator: \.isWhitespace) {
                let word = String(part)
                if ["&&", "||", "|", ";", "(", ")", "{", "}", "then", "do", "else"].contains(word) {
                    close()
                } else if word.hasSuffix(";") {
                    words.append(String(word.dropLast()))
                    close()
                } else {
                    words.append(word)
                }
            }
            close()
        }
        return commands
    }
}
