internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A health check that asks nothing, or that the image cannot run.
    static let healthCheckCommand = ofContainers("health-check-command") { container in
        guard let check = container.value["healthCheck"] else { return [] }
        let location = check["command"]?.location ?? check.location ?? container.location
        let words = check.list("command").compactMap(\.string)
        if words == ["NONE"] { return [] }
        guard let form = words.first, ["CMD", "CMD-SHELL"].contains(form), words.count > 1 else {
            return [
                .error(
                    "\(container.title): its health check must begin with CMD or CMD-SHELL, and a command after it",
                    at: location,
                    hint: "command: [CMD, node, healthcheck.js]"
                )
            ]
        }
        let command = form == "CMD" ? Array(words.dropFirst()) : ["sh", "-c"] + words.dropFirst()
        if form == "CMD", IdleCommand.isShellWord(command[0]) {
            return [
                .error(
                    "\(container.title): its health check runs '\(command[0])', which is a word of the shell and no program",
                    at: location
                )
            ]
        }
        if IdleCommand.neverFails(command) {
            return [
                .error(
                    "\(container.title): its health check can never fail, whatever the server does",
                    at: location
                )
            ]
        }
        let tool = ["curl", "wget", "nc"].first { tool in
            command.contains {
                $0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == tool }
            }
        }
        guard let tool else { return [] }
        return [
            Diagnostic.warning(
                "\(container.title): its health check needs \(tool), which small images do not have",
                at: location,
                hint: "use the image's own runtime: [CMD, node, -e, …]"
            ).withoutExcerpt()
        ]
    }
}
