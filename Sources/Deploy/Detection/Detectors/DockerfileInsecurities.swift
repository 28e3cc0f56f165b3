internal import Diagnostics
internal import DockerfileSyntax
internal import Profile

/// What in a Dockerfile is insecure, or cannot work.
struct DockerfileInsecurities {
    private let dockerfile: DockerfileText

    init(_ dockerfile: DockerfileText) { self.dockerfile = dockerfile }

    func tell(_ detected: inout DetectedProfile) {
        for stage in dockerfile.stages {
            tellOfBase(stage, &detected)
            tellOfOrder(stage, &detected)
            for instruction in stage.instructions { tell(of: instruction, &detected) }
        }
        tellOfUser(&detected)
        tellOfHealth(&detected)
    }

    private func tellOfBase(_ stage: DockerfileText.Stage, _ detected: inout DetectedProfile) {
        let isStage = dockerfile.stages.contains { $0.name == stage.base.lowercased() }
        guard !isStage, stage.base != "scratch", !stage.base.isEmpty,
            !stage.base.contains(where: { "@$".contains($0) })
        else { return }
        let tag = stage.base.split(separator: "/").last?.split(separator: ":").dropFirst().first
        guard tag == nil || tag == "latest" else { return }
        detected.warn(
            "the base image \(shortened(stage.base)) is whatever 'latest' is on the day of the build",
            at: stage.from.location,
            hint: "name a version, and the digest with it"
        )
    }

    /// Copies before installs, and installs without what the build needs.
    private func tellOfOrder(_ stage: DockerfileText.Stage, _ detected: inout DetectedProfile) {
        var copiesAll: DockerfileText.Instruction?
        var leavesOutTools: (DockerfileText.Instruction, String)?
        for instruction in stage.instructions {
            if instruction.keyword == "COPY", instruction.flag("from") == nil,
                instruction.words.dropLast().contains(".")
            {
                copiesAll = copiesAll ?? instruction
            }
            guard instruction.keyword == "RUN" else { continue }
            for words in ShellWords.commands(instruction.script) {
                if Self.installs(words) {
                    if let copy = copiesAll {
                        detected.warn(
                            "everything is copied before the install: each change of any file installs all anew, "
                                + "and what no .dockerignore holds back ends up in the image",
                            at: copy.location,
                            hint: "copy the package and lock files, install, then copy the sources"
                        )
                        copiesAll = nil
                    }
                    let isBare = words.contains {
                        ["--production", "--omit=dev", "--only=production", "--prod"].contains($0)
                    }
                    if isBare { leavesOutTools = (instruction, words.joined(separator: " ")) }
                    if words.starts(with: ["npm", "install"]) {
                        detected.warn(
                            "npm install may install other versions than the lock file says",
                            at: instruction.location,
                            hint: "npm ci"
                        )
                    }
                }
                if let (install, text) = leavesOutTools, Self.builds(words) {
                    detected.warn(
                        "'\(text)' leaves out the development tools that the build after it needs",
                        at: install.location,
                        hint: "install all in a build stage, build there, and copy what comes of it"
                    )
                    leavesOutTools = nil
                }
            }
        }
        if let (install, text) = leavesOutTools, let start = stage.last("CMD") ?? stage.last("ENTRYPOINT"),
            start.words.contains(where: { ["tsx", "ts-node"].contains($0) })
        {
            detected.warn(
                "'\(text)' leaves out what the start command needs: it would be fetched at every start",
                at: install.location,
                hint: "build in a stage of its own, and start what it makes: node dist/index.js"
            )
        }
    }

    private static func installs(_ words: [String]) -> Bool {
        guard words.count > 1 else { return words == ["yarn"] }
        return ["npm", "pnpm", "yarn", "poetry", "uv", "pip"].contains(words[0])
            && ["ci", "install", "i", "sync"].contains(words[1])
            && !(words[0] == "pip" && !words.contains("-r") && !words.contains("."))
    }

    private static func builds(_ words: [String]) -> Bool {
        words.first == "tsc"
            || words.count > 1 && ["npm", "pnpm", "yarn"].contains(words[0]) && words.last == "build"
    }

    private func tell(of instruction: DockerfileText.Instruction, _ detected: inout DetectedProfile) {
        switch instruction.keyword {
        case "ARG":
            for (name, value) in instruction.pairs
            where SecretLook.isSuspicious(name: name, text: value + "      ") {
                detected.report(
                    Diagnostic.warning(
                        "the build argument \(name) stays in the image's history",
                        at: instruction.location,
                        hint: "RUN --mount=type=secret,id=…"
                    ).withoutExcerpt()
                )
            }
        case "ADD"
        where instruction.words.first?.contains("://") == true && instruction.flag("checksum") == nil:
            detected.warn(
                "ADD fetches a file that nothing verifies",
                at: instruction.location,
                hint: "ADD --checksum=sha256:…"
            )
        case "RUN" where instruction.script.contains("| sh") || instruction.script.contains("| bash"):
            detected.warn("a script from the network is run as it comes", at: instruction.location)
        default: break
        }
    }

    private func tellOfUser(_ detected: inout DetectedProfile) {
        let users = dockerfile.finalStages.reversed().flatMap { $0.all("USER") }
        let name = users.last.map { $0.text.prefix { $0 != ":" } }
        guard name == nil || name == "root" || name == "0", let stage = dockerfile.stages.last else { return }
        detected.warn(
            "the image runs as root",
            at: users.last?.location ?? stage.from.location,
            hint:
                "the profile runs it as user 10001: files that it writes must belong to that user, or lie in 'volumes'"
        )
    }

    private func tellOfHealth(_ detected: inout DetectedProfile) {
        guard let stage = dockerfile.stages.last, let health = stage.last("HEALTHCHECK"),
            let base = dockerfile.finalStages.last?.base
        else { return }
        let tool = ["curl", "wget"].first {
            health.text.split { " \"[],;&|".contains($0) }.contains(Substring($0))
        }
        let installs = dockerfile.stages.flatMap { $0.all("RUN") }.contains {
            $0.script.contains(tool ?? " ")
        }
        // busybox brings wget, and neither slim nor alpine images bring curl.
        guard let tool, !installs,
            tool == "curl" ? base.contains("alpine") || base.contains("slim") : base.contains("slim")
        else { return }
        detected.warn(
            "the health check needs \(tool), which \(shortened(base)) does not have: it can only fail",
            at: health.location,
            hint: "use the image's own runtime: node -e or python -c"
        )
    }
}
