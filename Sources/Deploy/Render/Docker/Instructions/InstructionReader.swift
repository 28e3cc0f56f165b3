internal import Diagnostics
internal import Values

/// Reads the instructions that a template made, and tells every mistake in them with its place.
struct InstructionReader {
    private(set) var findings: [Diagnostic] = []

    /// The instructions of a Dockerfile as a list of mappings with one key each.
    static func dockerfile(_ list: Value) throws(InvalidInput) -> Dockerfile {
        var reader = InstructionReader()
        var instructions: [Instruction] = []
        if let items = list.array {
            instructions = items.compactMap { reader.instruction($0) }
        } else {
            reader.wrong(list, "a Dockerfile must be a list of instructions, not \(list.kind)")
        }
        guard reader.findings.isEmpty else { throw InvalidInput(reader.findings) }
        return Dockerfile(instructions)
    }

    private static let known = [
        "ADD", "ARG", "CMD", "COMMENT", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
        "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]

    private mutating func instruction(_ value: Value) -> Instruction? {
        guard let object = value.object, object.count == 1, let member = object.members.first else {
            wrong(
                value,
                "an instruction must be a mapping with one key, not "
                    + (value.object.map { "one with \($0.count)" } ?? value.kind),
                hint: "as in '- WORKDIR: /app'"
            )
            return nil
        }
        let place = member.keyLocation ?? member.value.location ?? value.location
        return content(member.key, member.value, place).map { Instruction($0, at: place) }
    }

    private mutating func content(_ key: String, _ value: Value, _ place: SourceLocation?)
        -> Instruction.Content?
    {
        switch key {
        case "COMMENT": return text(value, key).map { .comment($0) }
        case "FROM": return base(value).map { .from($0) }
        case "RUN": return run(value).map { .run($0) }
        case "COPY": return copy(value, key).map { .copy($0) }
        case "ADD": return copy(value, key).map { .add($0) }
        case "ENV": return assignments(value, key).map { .env($0) }
        case "LABEL": return assignments(value, key).map { .label($0) }
        case "ARG": return argument(value)
        case "WORKDIR": return line(value, key).map { .workingDirectory($0) }
        case "USER": return line(value, key).map { .user($0) }
        case "EXPOSE": return list(value, key).map { .expose($0) }
        case "VOLUME": return list(value, key).map { .volume($0) }
        case "ENTRYPOINT": return words(value, key).map { .entrypoint($0) }
        case "CMD": return words(value, key).map { .command($0) }
        case "SHELL": return list(value, key).map { .shell($0) }
        case "STOPSIGNAL": return line(value, key).map { .stopSignal($0) }
        case "HEALTHCHECK": return healthCheck(value).map { .healthCheck($0) }
        default:
            findings.append(
                .error(
                    "unknown instruction '\(key)'",
                    at: place,
                    hint: key == "MAINTAINER"
                        ? "LABEL: {org.opencontainers.image.authors: …}"
                        : nearest(to: key.uppercased(), in: Self.known).map { "did you mean '\($0)'?" }
                            ?? "the instructions are \(Self.known.joined(separator: ", "))"
                )
            )
            return nil
        }
    }

    // MARK: The parts of instructions

    private mutating func base(_ value: Value) -> Instruction.Base? {
        if value.string != nil { return line(value, "FROM").map { Instruction.Base(image: $0) } }
        guard let options = options(value, "FROM", ["image", "as", "platform"]) else { return nil }
        guard let image = options["image"].flatMap({ line($0, "FROM image") }) else {
            if options["image"] == nil { wrong(value, "FROM has no image") }
            return nil
        }
        return Instruction.Base(
            image: image,
            name: options["as"].flatMap { line($0, "FROM as") },
            platform: options["platform"].flatMap { line($0, "FROM platform") }
        )
    }

    private mutating func run(_ value: Value) -> Instruction.Run? {
        guard value.object != nil else { return script(value).map { Instruction.Run(script: $0) } }
        guard let options = options(value, "RUN", ["mounts", "network", "script", "words"]) else {
            return nil
        }
        let mounts = (options["mounts"]?.array ?? []).compactMap { mount($0) }
        if let mounts = options["mounts"], mounts.array == nil {
            wrong(mounts, "RUN mounts must be a list, not \(mounts.kind)")
        }
        let network = options["network"].flatMap { line($0, "RUN network") }
        switch (options["script"], options["words"]) {
        case (let text?, nil):
            return script(text).map { Instruction.Run(mounts: mounts, network: network, script: $0) }
        case (nil, let words?):
            return list(words, "RUN words").map {
                Instruction.Run(mounts: mounts, network: network, script: .words($0))
            }
        case (nil, nil), (.some, .some):
            wrong(value, "RUN must have one of script and words")
            return nil
        }
    }

    /// A list of commands, each a text or its words; or one text, which is a heredoc when it has several lines.
    private mutating func script(_ value: Value) -> Instruction.Script? {
        if let text = text(ifThere: value) {
            let lines = text.split(whereSeparator: \.isNewline)
            guard let line = lines.first else {
                wrong(value, "RUN has no commands")
                return nil
            }
            return lines.count == 1 ? .steps([String(line)]) : .lines(text)
        }
        guard let items = value.array, !items.isEmpty else {
            wrong(value, "RUN must have commands, not \(value.array == nil ? value.kind : "an empty list")")
            return nil
        }
        let steps: [String] = items.compactMap { item in
            if item.array != nil {
                return list(item, "a command of RUN").map {
                    $0.map(ServerModel.shellQuoted).joined(separator: " ")
                }
            }
            return line(item, "a command of RUN")
        }
        return .steps(steps)
    }

    private static let mountOptions: [String: [String]] = [
        "cache": ["id", "target", "readonly", "sharing", "from", "source", "mode", "uid", "gid"],
        "bind": ["target", "source", "from", "readwrite"],
        "tmpfs": ["target", "size"],
        "secret": ["id", "target", "required", "env", "mode", "uid", "gid"],
        "ssh": ["id", "target", "required", "mode", "uid", "gid"],
    ]

    private mutating func mount(_ value: Value) -> Instruction.Mount? {
        guard let object = value.object, let kind = object["type"]?.string,
            let known = Self.mountOptions[kind]
        else {
            wrong(
                value["type"] ?? value,
                "a mount must say its type",
                hint: "type: \(Self.mountOptions.keys.sorted().joined(separator: ", "))"
            )
            return nil
        }
        guard options(value, "a \(kind) mount", ["type"] + known) != nil else { return nil }
        var options: [(name: String, value: String)] = []
        for member in object where member.key != "type" {
            guard let text = line(member.value, "\(kind) mount \(member.key)") else { return nil }
            guard !text.contains(where: { $0 == "," || $0.isWhitespace || $0 == "\"" }) else {
                wrong(member.value, "'\(text)' of a mount must not hold blanks, commas or quotes")
                return nil
            }
            options.append((member.key, text))
        }
        return Instruction.Mount(kind: kind, options: options)
    }

    private mutating func copy(_ value: Value, _ key: String) -> Instruction.Copy? {
        let known = ["from", "chown", "chmod", "sources", "content", "to"]
        guard let options = options(value, key, known) else { return nil }
        guard let to = options["to"] else {
            wrong(value, "\(key) does not say where to")
            return nil
        }
        let sources = options["sources"].flatMap { list($0, "\(key) sources") } ?? []
        let content = options["content"].flatMap { text($0, "\(key) content") }
        guard sources.isEmpty == (content != nil), let target = line(to, "\(key) to") else {
            wrong(value, "\(key) must have one of sources and content")
            return nil
        }
        if sources.count > 1, !target.hasSuffix("/") {
            wrong(to, "\(key) takes several files to '\(target)', which must end with '/'")
        }
        return Instruction.Copy(
            sources: sources,
            content: content,
            target: target,
            from: options["from"].flatMap { line($0, "\(key) from") },
            owner: options["chown"].flatMap { line($0, "\(key) chown") },
            mode: options["chmod"].flatMap { line($0, "\(key) chmod") }
        )
    }

    private mutating func argument(_ value: Value) -> Instruction.Content? {
        guard let object = value.object else {
            return line(value, "ARG").map { .argument(name: $0, fallback: nil) }
        }
        guard object.count == 1, let member = object.members.first else {
            wrong(value, "ARG must have one name and its default")
            return nil
        }
        return line(member.value, "ARG \(member.key)").map { .argument(name: member.key, fallback: $0) }
    }

    private mutating func assignments(_ value: Value, _ key: String) -> [Instruction.Assignment]? {
        guard let object = value.object, !object.isEmpty else {
            wrong(
                value,
                "\(key) must be a mapping of names to texts, not \(value.object == nil ? value.kind : "an empty one")"
            )
            return nil
        }
        return object.members.compactMap { member in
            let place = member.value.location ?? member.keyLocation
            guard member.key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"=\"'\\$".utf8.contains($0) }),
                !member.key.isEmpty
            else {
                findings.append(
                    .error("'\(member.key)' is no name for \(key)", at: member.keyLocation ?? place)
                )
                return nil
            }
            guard member.value.object != nil else {
                return line(member.value, "\(key) \(member.key)").map {
                    Instruction.Assignment(name: member.key, text: $0, location: place)
                }
            }
            guard let options = options(member.value, "\(key) \(member.key)", ["expand"]),
                let text = options["expand"].flatMap({ line($0, "\(key) \(member.key)") })
            else { return nil }
            return Instruction.Assignment(name: member.key, text: text, expands: true, location: place)
        }
    }

    private mutating func words(_ value: Value, _ key: String) -> Instruction.Words? {
        if value.string != nil { return line(value, key).map { .shell($0) } }
        return list(value, key).map { .exec($0) }
    }

    private mutating func healthCheck(_ value: Value) -> Instruction.HealthCheck? {
        if value.string == "NONE" { return Instruction.HealthCheck.none }
        let known = ["test", "interval", "timeout", "startPeriod", "retries"]
        guard let options = options(value, "HEALTHCHECK", known) else { return nil }
        guard let test = options["test"] else {
            wrong(value, "HEALTHCHECK has no test", hint: "HEALTHCHECK: NONE, or {test: [words]}")
            return nil
        }
        var timing = Instruction.HealthOptions()
        timing.interval = options["interval"].flatMap { line($0, "HEALTHCHECK interval") }
        timing.timeout = options["timeout"].flatMap { line($0, "HEALTHCHECK timeout") }
        timing.startPeriod = options["startPeriod"].flatMap { line($0, "HEALTHCHECK startPeriod") }
        if let retries = options["retries"] {
            timing.retries = retries.int
            if retries.int == nil { wrong(retries, "HEALTHCHECK retries must be a whole number") }
        }
        return words(test, "HEALTHCHECK test").map { .test($0, options: timing) }
    }

    // MARK: Values

    private mutating func wrong(_ value: Value, _ message: String, hint: String? = nil) {
        findings.append(.error(message, at: value.location, hint: hint))
    }

    /// The members of a mapping with known keys; those that are null count as left out.
    private mutating func options(_ value: Value, _ owner: String, _ known: [String]) -> Object? {
        guard let object = value.object else {
            wrong(value, "\(owner) must be a mapping, not \(value.kind)")
            return nil
        }
        var options = Object()
        for member in object {
            guard known.contains(member.key) else {
                findings.append(
                    .error(
                        "unknown option '\(member.key)' of \(owner)",
                        at: member.keyLocation ?? member.value.location,
                        hint: nearest(to: member.key, in: known).map { "did you mean '\($0)'?" }
                            ?? "its options are \(known.joined(separator: ", "))"
                    )
                )
                return nil
            }
            if !member.value.isNull { options[member.key] = member.value }
        }
        return options
    }

    private func text(ifThere value: Value) -> String? {
        switch value.content {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let flag): String(flag)
        case .null, .array, .object: nil
        }
    }

    private mutating func text(_ value: Value, _ owner: String) -> String? {
        guard let text = text(ifThere: value), !text.unicodeScalars.contains("\0") else {
            wrong(value, "\(owner) must be a text, not \(value.kind)")
            return nil
        }
        return text
    }

    /// A text that a Dockerfile can hold outside of a heredoc.
    private mutating func line(_ value: Value, _ owner: String) -> String? {
        guard let text = text(value, owner) else { return nil }
        guard !text.contains(where: \.isNewline) else {
            wrong(value, "\(owner) must be one line: a Dockerfile has no other way to write it")
            return nil
        }
        return text
    }

    private mutating func list(_ value: Value, _ owner: String) -> [String]? {
        guard let items = value.array, !items.isEmpty else {
            wrong(
                value,
                "\(owner) must be a list of texts, not \(value.array == nil ? value.kind : "an empty one")"
            )
            return nil
        }
        return items.compactMap { line($0, owner) }
    }
}
