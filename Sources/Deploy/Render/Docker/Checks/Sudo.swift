internal import Diagnostics

extension DockerfileCheck {
    /// A way back to root inside the image.
    static let sudo = DockerfileCheck("sudo") { checked in
        checked.commands().filter { $0.command.program == "sudo" || isInstall($0.command) }.map { _, place in
            .error("sudo leads back to root", at: place, hint: "run it before USER, without sudo")
        }
    }

    private static func isInstall(_ command: ShellCommand) -> Bool {
        ["apt-get", "apt", "apk", "dnf", "yum"].contains(command.program) && command.has("sudo")
    }
}
