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
    /// The commands of every script: several checks ask for them.
    private let commandsOfScripts: [String: [ShellCommand]]

    init(_ dockerfile: Dockerfile, ports: Set<Int>? = nil) {
        self.dockerfile = dockerfile
        stages = dockerfile.stages
        final = dockerfile.final
        self.ports = ports
        let scripts = dockerfile.instructions.compactMap { $0.content.run?.script.text }
        commandsOfScripts = Dictionary(
            scripts.map { ($0, ShellCommand.commands(in: $0)) },
            uniquingKeysWith: { known, _ in known }
        )
    }

    /// The commands of one RUN.
    func commands(of run: Instruction.Run) -> [ShellCommand] { commandsOfScripts[run.script.text] ?? [] }

    /// Everything that is run while the image is built, command by command.
    func commands(in stages: [Dockerfile.Stage]? = nil) -> [(
        command: ShellCommand, location: SourceLocation?
    )] {
        (stages ?? self.stages).flatMap { stage in
            stage.all(\.run).flatMap { run, location in
                commands(of: run).map { ($0, location) }
            }
        }
    }
}
