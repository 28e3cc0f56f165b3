internal import Diagnostics
internal import DockerfileSyntax

extension Dockerfile {
    /// A Dockerfile that somebody wrote, and what of it no builder would take.
    ///
    /// Variables are filled in where the file gives them a value.
    static func read(_ file: SourceFile) -> (dockerfile: Dockerfile, problems: [Diagnostic]) {
        let (text, problems) = DockerfileText.read(file)
        var translation = DockerfileTranslation()
        for instruction in text.globals { translation.add(instruction, [:]) }
        for stage in text.stages {
            translation.begin(stage)
            for instruction in stage.instructions { translation.add(instruction, stage.variables) }
        }
        return (Dockerfile(translation.instructions), problems + translation.problems)
    }
}

/// Turns words and their places into the instructions that checks look at.
private struct DockerfileTranslation {
    private(set) var instructions: [Instruction] = []
    private(set) var problems: [Diagnostic] = []
    /// In lower case: builders do not tell `Build` from `build`.
    private var stages: Set<String> = []

    mutating func begin(_ stage: DockerfileText.Stage) {
        let name = stage.base.lowercased()
        let base = Instruction.Base(
            image: stages.contains(name) ? name : stage.base,
            name: stage.name,
            platform: stage.from.flag("platform")
        )
        if stage.base.isEmpty { refuse(stage.from, "FROM names no image", hint: "FROM node:22-slim") }
        if let name = stage.name { stages.insert(name) }
        instructions.append(Instruction(.from(base), at: stage.from.location))
    }

    mutating func add(_ written: DockerfileText.Instruction, _ variables: [String: String]) {
        // Anything but a label or a variable of the image must say something.
        guard !written.text.isEmpty else {
            return refuse(written, "\(written.keyword) says nothing", hint: "complete it, or remove it")
        }
        func filled(_ text: String) -> String {
            DockerfileText.filled(text, with: variables, keepingUnknown: true)
        }
        func assignments() -> [Instruction.Assignment] {
            written.pairs.map { name, value in
                let text = filled(value)
                return Instruction.Assignment(name: name, text: text, expands: text.contains("$"))
            }
        }
        switch written.keyword {
        case "RUN": add(.run(run(written)), written)
        case "COPY": copy(written, filled).map { add(.copy($0), written) }
        case "ADD": copy(written, filled).map { add(.add($0), written) }
        case "ENV": add(.env(assignments()), written)
        case "LABEL": add(.label(assignments()), written)
        case "ARG":
            for (name, value) in written.pairs {
                add(.argument(name: name, fallback: value.isEmpty ? nil : value), written)
            }
        case "WORKDIR": add(.workingDirectory(filled(written.words.joined(separator: " "))), written)
        case "USER": add(.user(filled(written.text)), written)
        case "EXPOSE": add(.expose(written.words.map(filled)), written)
        case "VOLUME": add(.volume(written.words.map(filled)), written)
        case "ENTRYPOINT": add(.entrypoint(words(written.text)), written)
        case "CMD": add(.command(words(written.text)), written)
        case "SHELL":
            guard let words = written.execWords else {
                return refuse(written, "SHELL takes a list", hint: #"SHELL ["/bin/bash", "-c"]"#)
            }
            add(.shell(words), written)
        case "STOPSIGNAL": add(.stopSignal(filled(written.text)), written)
        case "HEALTHCHECK": healthCheck(written).map { add(.healthCheck($0), written) }
        // ONBUILD is carried out by images that are made from this one, and MAINTAINER is only a label.
        default: break
        }
    }

    private mutating func add(_ content: Instruction.Content, _ written: DockerfileText.Instruction) {
        instructions.append(Instruction(content, at: written.location))
    }

    private mutating func refuse(_ written: DockerfileText.Instruction, _ message: String, hint: String) {
        problems.append(.error(message, at: written.location, hint: hint))
    }

    // MARK: The parts of instructions

    private func run(_ written: DockerfileText.Instruction) -> Instruction.Run {
        let mounts = written.flags.filter { $0.name == "mount" }.map { flag in
            let options = flag.value.split(separator: ",").map { option in
                let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
                return (name: parts.first ?? "", value: parts.count > 1 ? parts[1] : "true")
            }
            // What names no type is bound (Dockerfile reference, "RUN --mount").
            return Instruction.Mount(
                kind: options.first { $0.name == "type" }?.value ?? "bind",
                options: options.filter { $0.name != "type" }.map { option in
                    (["dst", "destination"].contains(option.name) ? "target" : option.name, option.value)
                }
            )
        }
        let script: Instruction.Script =
            if let words = written.execWords {
                .words(words)
            } else if written.text.hasPrefix("<<") {
                .lines(written.script)
            } else {
                .steps([written.script])
            }
        return Instruction.Run(mounts: mounts, network: written.flag("network"), script: script)
    }

    private mutating func copy(_ written: DockerfileText.Instruction, _ filled: (String) -> String)
        -> Instruction.Copy?
    {
        var words = written.words.map(filled)
        guard words.count > 1, let target = words.popLast() else {
            refuse(
                written,
                "\(written.keyword) does not say where to",
                hint: "\(written.keyword) package.json ./"
            )
            return nil
        }
        let stage = written.flag("from").map(filled)
        return Instruction.Copy(
            sources: words.filter { !$0.hasPrefix("<<") },
            content: written.hereDocument,
            target: target,
            from: stage.map { stages.contains($0.lowercased()) ? $0.lowercased() : $0 },
            owner: written.flag("chown").map(filled),
            mode: written.flag("chmod").map(filled)
        )
    }

    private func words(_ text: String) -> Instruction.Words {
        DockerfileText.execWords(text).map { .exec($0) } ?? .shell(text)
    }

    private mutating func healthCheck(_ written: DockerfileText.Instruction) -> Instruction.HealthCheck? {
        let form = written.text.prefix { !$0.isWhitespace }.uppercased()
        let text = String(written.text.dropFirst(form.count).drop(while: \.isWhitespace))
        if form == "NONE", text.isEmpty { return Instruction.HealthCheck.none }
        guard form == "CMD", !text.isEmpty else {
            refuse(
                written,
                "HEALTHCHECK must be followed by CMD and words, or by NONE",
                hint: #"HEALTHCHECK CMD ["node", "health.js"]"#
            )
            return nil
        }
        var options = Instruction.HealthOptions()
        options.interval = written.flag("interval")
        options.timeout = written.flag("timeout")
        options.startPeriod = written.flag("start-period")
        if let retries = written.flag("retries") {
            options.retries = Int(retries)
            if options.retries == nil {
                refuse(written, "HEALTHCHECK --retries takes a whole number", hint: "--retries=3")
            }
        }
        return .test(words(text), options: options)
    }
}
