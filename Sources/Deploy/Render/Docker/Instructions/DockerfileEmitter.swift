internal import Values

/// Writes instructions as a Dockerfile: quoting, line continuation and heredocs are nobody else's business.
struct DockerfileEmitter {
    private var lines: [String] = []

    static func text(of dockerfile: Dockerfile) -> String {
        var emitter = DockerfileEmitter()
        // Heredocs came with version 1.4 of the syntax: older builders fetch it when they are told.
        if dockerfile.instructions.contains(where: \.hasHeredoc) {
            emitter.lines.append("# syntax=docker/dockerfile:1")
        }
        for instruction in dockerfile.instructions { emitter.write(instruction.content) }
        return emitter.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write(_ content: Instruction.Content) {
        switch content {
        case .comment(let text):
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.isEmpty ? "#" : "# \($0)"
            }
        case .from(let base):
            if !lines.isEmpty, base.name.map(isDescribed) != true { lines.append("") }
            lines.append(
                "FROM " + (base.platform.map { "--platform=\($0) " } ?? "") + base.image
                    + (base.name.map { " AS \($0)" } ?? "")
            )
        case .run(let run): write(run)
        case .copy(let copy): write(copy, "COPY")
        case .add(let copy): write(copy, "ADD")
        case .env(let entries): write(entries, "ENV")
        case .label(let entries): write(entries, "LABEL")
        case .argument(let name, let fallback):
            if lines.last?.hasPrefix("#") == true, !isDescribed(name) { lines.append("") }
            lines.append("ARG \(name)" + (fallback.map { "=\(Self.quoted($0, expands: true))" } ?? ""))
        case .workingDirectory(let path): lines.append("WORKDIR \(Self.path(path))")
        case .user(let user): lines.append("USER \(user)")
        case .expose(let ports): lines.append("EXPOSE \(ports.joined(separator: " "))")
        case .volume(let paths): lines.append("VOLUME \(Self.list(paths))")
        case .entrypoint(let words): lines.append("ENTRYPOINT \(Self.text(of: words))")
        case .command(let words): lines.append("CMD \(Self.text(of: words))")
        case .shell(let words): lines.append("SHELL \(Self.list(words))")
        case .stopSignal(let signal): lines.append("STOPSIGNAL \(signal)")
        case .healthCheck(let check): write(check)
        }
    }

    /// Whether the comment above describes a stage or an argument: it begins with its name.
    ///
    /// BuildKit shows such comments, and takes any other right above for a mistake (build checks,
    /// InvalidDefinitionDescription).
    private func isDescribed(_ name: String) -> Bool { lines.last?.hasPrefix("# \(name) ") == true }

    private mutating func write(_ run: Instruction.Run) {
        var flags = run.mounts.map { mount in
            "--mount="
                + (["type=\(mount.kind)"] + mount.options.map { "\($0.name)=\($0.value)" }).joined(
                    separator: ","
                )
        }
        if let network = run.network { flags.append("--network=\(network)") }
        switch run.script {
        case .words(let words): continued("RUN", flags, [Self.list(words)], joint: "")
        case .steps(let steps): continued("RUN", flags, steps, joint: "&& ")
        case .lines(let text):
            let end = Self.end(for: text)
            // A heredoc ends with its last command's status: the first that fails must end it.
            let line = (["RUN"] + flags + ["<<\"\(end)\""]).joined(separator: " ")
            lines += [line, "set -e"] + Self.body(text) + [end]
        }
    }

    /// An instruction over several lines: its options, then its parts.
    private mutating func continued(_ name: String, _ flags: [String], _ parts: [String], joint: String) {
        var pieces = flags
        pieces += parts.enumerated().map { $0.offset == 0 ? $0.element : joint + $0.element }
        lines += pieces.enumerated().map { index, piece in
            (index == 0 ? "\(name) \(piece)" : "    \(piece)") + (index + 1 < pieces.count ? " \\" : "")
        }
    }

    private mutating func write(_ copy: Instruction.Copy, _ name: String) {
        var words = [name]
        if let from = copy.from { words.append("--from=\(from)") }
        if let owner = copy.owner { words.append("--chown=\(owner)") }
        if let mode = copy.mode { words.append("--chmod=\(mode)") }
        if let content = copy.content {
            let end = Self.end(for: content)
            // With the quotes nothing in the text stands for a variable.
            lines.append((words + ["<<\"\(end)\"", Self.path(copy.target)]).joined(separator: " "))
            lines += Self.body(content) + [end]
            return
        }
        let paths = copy.sources + [copy.target]
        // Only the JSON form takes names with blanks.
        let isPlain = paths.allSatisfy { path in
            !path.isEmpty && path.utf8.allSatisfy { $0 > 0x20 && !"\"'\\<#".utf8.contains($0) }
        }
        lines.append(
            (words + (isPlain ? paths.map(Self.path) : [Self.list(paths.map(Self.path))])).joined(
                separator: " "
            )
        )
    }

    private mutating func write(_ entries: [Instruction.Assignment], _ name: String) {
        let parts = entries.map { "\($0.name)=\(Self.quoted($0.text, expands: $0.expands))" }
        continued(name, [], parts, joint: "")
    }

    private mutating func write(_ check: Instruction.HealthCheck) {
        switch check {
        case .none: lines.append("HEALTHCHECK NONE")
        case .test(let words, let options):
            var flags: [String] = []
            if let interval = options.interval { flags.append("--interval=\(interval)") }
            if let timeout = options.timeout { flags.append("--timeout=\(timeout)") }
            if let period = options.startPeriod { flags.append("--start-period=\(period)") }
            if let retries = options.retries { flags.append("--retries=\(retries)") }
            let parts = flags.isEmpty ? [] : [flags.joined(separator: " ")]
            continued("HEALTHCHECK", parts, ["CMD \(Self.text(of: words))"], joint: "")
        }
    }
}

// MARK: Quoting

extension DockerfileEmitter {
    /// A text in double quotes: there `\`, `"` and `$` have a meaning of their own.
    static func quoted(_ text: String, expands: Bool = false) -> String {
        var quoted = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\", "\"": quoted += "\\"
            case "$" where !expands: quoted += "\\"
            default: break
            }
            quoted.unicodeScalars.append(character)
        }
        return "\"\(quoted)\""
    }

    /// A path as instructions take it that look for variables in it.
    static func path(_ path: String) -> String { path.replacing("$", with: "\\$") }

    /// The exec form: a JSON array of strings (RFC 8259).
    static func list(_ words: [String]) -> String {
        "[" + words.map { Value.string($0).json(.compact) }.joined(separator: ", ") + "]"
    }

    static func text(of words: Instruction.Words) -> String {
        switch words {
        case .exec(let words): list(words)
        case .shell(let text): text
        }
    }

    /// A word that no line of the text is.
    private static func end(for text: String) -> String {
        let lines = Set(text.split(separator: "\n").map(String.init))
        var end = "EOF"
        while lines.contains(end) { end += "_" }
        return end
    }

    private static func body(_ text: String) -> [String] {
        let text = text.hasSuffix("\n") ? text.dropLast() : text[...]
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension Instruction {
    fileprivate var hasHeredoc: Bool {
        switch content {
        case .run(let run): if case .lines = run.script { true } else { false }
        case .copy(let copy), .add(let copy): copy.content != nil
        case .comment, .from, .env, .label, .argument, .workingDirectory, .user, .expose, .volume,
            .entrypoint,
            .command, .healthCheck, .shell, .stopSignal:
            false
        }
    }
}
