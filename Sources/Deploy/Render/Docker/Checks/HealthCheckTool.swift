internal import Diagnostics

extension DockerfileCheck {
    /// A question asked with a program that the image does not have, or that cannot fail.
    static let healthCheckTool = DockerfileCheck("health-check-tool") { checked in
        guard let final = checked.final, let (check, place) = final.last(\.healthCheck),
            case .test(let words, _) = check
        else { return [] }
        if IdleCommand.neverFails(words.asCommand) {
            return [.error("HEALTHCHECK cannot fail", at: place, hint: "ask the server")]
        }
        let programs = words.all.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        guard let tool = ["curl", "wget"].first(where: programs.contains) else { return [] }
        let installed = checked.commands(in: checked.dockerfile.finalChain).contains { command, _ in
            ["apk", "apt-get", "apt", "dnf", "microdnf", "yum"].contains(command.program) && command.has(tool)
        }
        // Busybox of Alpine has a wget, and no curl.
        let isBrought = tool == "wget" && ImageFamily(final.base.image) == .alpine
        guard !installed, !isBrought else { return [] }
        return [
            .error(
                "HEALTHCHECK asks with \(tool), which the image need not have",
                at: place,
                hint: "ask with the image's own runtime: node -e or python -c"
            )
        ]
    }
}

extension Instruction.Words {
    /// What is really run: a shell for a text (Dockerfile reference, "Shell and exec form").
    fileprivate var asCommand: [String] {
        switch self {
        case .exec(let words): words
        case .shell(let text): ["sh", "-c", text]
        }
    }
}
