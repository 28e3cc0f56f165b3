internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A probe that asks nothing, or whose answer is known beforehand.
    static let probeHandlers = ManifestCheck(id: "probe-handler") { set in
        set.pods.flatMap(\.containers).flatMap(\.probes).flatMap { probe -> [Diagnostic] in
            guard probe.value.object != nil else {
                return [
                    .error("\(probe.title) must be a mapping, not \(probe.value.kind)", at: probe.location)
                ]
            }
            guard probe.handlers.count == 1 else {
                let problem =
                    probe.handlers.isEmpty
                    ? "asks nothing" : "asks by \(probe.handlers.joined(separator: " and "))"
                return [
                    .error(
                        "\(probe.title) \(problem)",
                        at: probe.location,
                        hint: "write one of httpGet, tcpSocket, grpc, exec"
                    )
                ]
            }
            return command(of: probe)
        }
    }

    private static func command(of probe: Probe) -> [Diagnostic] {
        guard let exec = probe.value["exec"] else { return [] }
        let location = exec["command"]?.location ?? exec.location ?? probe.location
        guard let words = probe.command, let program = words.first else {
            return [
                .error(
                    "\(probe.title): exec.command must be a list of words",
                    at: location,
                    hint: "write command: [node, healthcheck.js]"
                )
            ]
        }
        if IdleCommand.isShellWord(program) {
            return [
                .error(
                    "\(probe.title) runs '\(program)', which is a word of the shell and no program",
                    at: location,
                    hint: "ask the server itself: httpGet"
                )
            ]
        }
        if IdleCommand.neverFails(words) {
            return [
                .error(
                    "\(probe.title) can never fail, whatever the server does",
                    at: location,
                    hint: "ask the server itself: httpGet, or a command that connects to it"
                )
            ]
        }
        let names = Set(words.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") } })
        let tool = ["curl", "wget", "nc", "grpc_health_probe"].first { names.contains($0[...]) }
        guard let tool else { return [] }
        return [
            Diagnostic.warning(
                "\(probe.title) needs \(tool), which small images do not have",
                at: location,
                hint: "use httpGet, or the image's own runtime"
            )
            .withoutExcerpt()
        ]
    }
}
