internal import Diagnostics

extension DockerfileCheck {
    /// A pipe ends with the status of its last command: what fails before it goes unnoticed.
    static let unsafePipe = DockerfileCheck("unsafe-pipe") { checked in
        checked.stages.flatMap { stage -> [Diagnostic] in
            var isSafe = false
            return stage.instructions.compactMap { instruction in
                if let shell = instruction.content.shell {
                    isSafe = shell.contains("pipefail") || shell.contains { $0.contains("pipefail") }
                }
                guard !isSafe, let run = instruction.content.run, run.script.text.contains(" | "),
                    !run.script.text.contains("pipefail")
                else { return nil }
                return .warning(
                    "a pipe in a RUN hides the failure of all but its last command",
                    at: instruction.location,
                    hint: "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] before it"
                )
            }
        }
    }
}
