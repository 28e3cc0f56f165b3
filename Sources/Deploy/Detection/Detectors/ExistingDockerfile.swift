internal import Diagnostics
internal import DockerfileSyntax
internal import Values

/// An existing Dockerfile: base image, build, ports, variables, user, start, health.
struct ExistingDockerfile: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        let names = ["Dockerfile", "Containerfile", "docker/Dockerfile"]
        guard let file = names.compactMap(folder.file).first else { return }
        read(file, &detected)
    }

    static func read(_ file: SourceFile, _ detected: inout DetectedProfile) {
        let (dockerfile, problems) = DockerfileText.read(file)
        for problem in problems.prefix(20) { detected.report(problem) }
        guard let final = dockerfile.stages.last else { return }
        let reader = ExistingDockerfile(dockerfile: dockerfile, final: final)
        reader.readBase(&detected)
        reader.readBuild(&detected)
        reader.readSettings(&detected)
        reader.readUser(&detected)
        reader.readStart(&detected)
        reader.readHealth(&detected)
        DockerfileInsecurities(dockerfile).tell(&detected)
        reader.accountForRest(&detected)
    }

    private let dockerfile: DockerfileText
    private let final: DockerfileText.Stage
    /// The final stage and those it is built on, the base first.
    private let chain: [DockerfileText.Instruction]

    private init(dockerfile: DockerfileText, final: DockerfileText.Stage) {
        self.dockerfile = dockerfile
        self.final = final
        chain = dockerfile.finalStages.reversed().flatMap(\.instructions)
    }

    private func readBase(_ detected: inout DetectedProfile) {
        guard let stage = dockerfile.finalStages.last else { return }
        let reference = stage.base.prefix { $0 != "@" }
        let parts = reference.split(separator: "/").last?.split(separator: ":", maxSplits: 1) ?? []
        let languages = [
            "node": ("node", 1), "python": ("python", 2), "swift": ("swift", 2), "golang": ("go", 2),
        ]
        guard let name = parts.first, let (language, count) = languages[String(name)] else { return }
        // Of a project with several package files, what its image is built on runs the server.
        let isOther = detected.best("runtime.language").map { $0.value.string != language } == true
        detected.add(
            "runtime.language",
            .string(language),
            isOther ? .deployed : .declared,
            "FROM",
            at: stage.from.location
        )
        detected.ledger.account(stage.from.location, .mapped("runtime.language"))
        if parts.count > 1, let version = RuntimeVersion.leading(String(parts[1]), parts: count) {
            detected.add("runtime.version", .string(version), .deployed, "FROM", at: stage.from.location)
        }
    }

    /// The commands that build and install, in any stage.
    private func readBuild(_ detected: inout DetectedProfile) {
        let managers: [(words: [String], name: String)] = [
            (["npm", "ci"], "npm"), (["npm", "install"], "npm"), (["pnpm", "install"], "pnpm"),
            (["yarn", "install"], "yarn"), (["poetry", "install"], "poetry"), (["uv", "sync"], "uv"),
        ]
        for run in dockerfile.instructions where run.keyword == "RUN" {
            for words in ShellWords.commands(run.execWords?.joined(separator: " ") ?? run.script) {
                if let manager = managers.first(where: { words.starts(with: $0.words) }) {
                    let key = "runtime.packageManager"
                    detected.add(
                        key,
                        .string(manager.name),
                        .declared,
                        "RUN \(words.joined(separator: " "))",
                        at: run.location
                    )
                    detected.ledger.account(run.location, .mapped(key))
                }
                let isBuild =
                    words.count >= 2 && ["npm", "pnpm", "yarn"].contains(words[0]) && words.last == "build"
                guard isBuild else { continue }
                let text = words.joined(separator: " ")
                detected.add("runtime.build", [.string(text)], .deployed, "RUN", at: run.location)
                detected.ledger.account(run.location, .mapped("runtime.build"))
            }
        }
    }

    private func readSettings(_ detected: inout DetectedProfile) {
        for instruction in chain {
            let place = instruction.location
            switch instruction.keyword {
            case "WORKDIR":
                let path = DockerfileText.filled(instruction.text, with: final.variables)
                guard path.hasPrefix("/"), path.count > 1 else { continue }
                detected.add("runtime.workingDirectory", .string(path), .declared, "WORKDIR", at: place)
                detected.ledger.account(place, .mapped("runtime.workingDirectory"))
            case "ENV":
                // The image has its own search path.
                for (name, value) in instruction.pairs where name != "PATH" {
                    let text = DockerfileText.filled(value, with: final.variables)
                    let key = detected.addVariable(name, .string(text), .declared, "ENV", at: place)
                    detected.ledger.account(place, .mapped(key))
                }
            case "EXPOSE": readPorts(instruction, &detected)
            case "VOLUME":
                for path in instruction.words where path.hasPrefix("/") {
                    let name =
                        ServerName.fitting(path.split(separator: "/").last.map(String.init) ?? "data")
                        ?? "data"
                    detected.add("volumes.\(name).path", .string(path), .declared, "VOLUME", at: place)
                    detected.ledger.account(place, .mapped("volumes.\(name).path"))
                }
            default: continue
            }
        }
    }

    private func readPorts(_ instruction: DockerfileText.Instruction, _ detected: inout DetectedProfile) {
        for word in DockerfileText.filled(instruction.text, with: final.variables).split(separator: " ") {
            let parts = word.split(separator: "/")
            guard let port = parts.first.flatMap({ Int($0) }), parts.count == 1 || parts[1] == "tcp" else {
                detected.warn("not carried over: the port \(shortened(word))", at: instruction.location)
                continue
            }
            // 9090 is where Prometheus libraries listen.
            let key = port == 9090 ? "metrics.port" : "server.port"
            detected.add(key, .int(port), .convention, "EXPOSE", at: instruction.location)
            if port == 9090 {
                detected.add("metrics.enabled", true, .convention, "EXPOSE", at: instruction.location)
            }
            detected.ledger.account(instruction.location, .mapped(key))
        }
    }

    private func readUser(_ detected: inout DetectedProfile) {
        guard let user = chain.last(where: { $0.keyword == "USER" }) else { return }
        let name = DockerfileText.filled(user.text, with: final.variables).prefix { $0 != ":" }
        if let number = Int(name), number > 0 {
            detected.add("runtime.user", .int(number), .declared, "USER", at: user.location)
            detected.ledger.account(user.location, .mapped("runtime.user"))
        } else if name != "root", name != "0" {
            let reason = "a numeric user, 10001: a name cannot be checked to be no root"
            detected.ledger.replace(user.location, "USER \(name)", by: reason)
        }
    }

    private func readStart(_ detected: inout DetectedProfile) {
        let entry = chain.last { $0.keyword == "ENTRYPOINT" }
        let command = chain.last { $0.keyword == "CMD" }
        let parts = [entry, command].compactMap(\.self)
        guard let last = parts.last else { return }
        guard parts.allSatisfy({ $0.execWords != nil || ShellWords.isSimple($0.text) }) else {
            return detected.warn(
                "not carried over: a shell would have to read this start command",
                at: last.location,
                hint:
                    "runtime.command: the words one by one, without a shell; left out, the image's own command starts"
            )
        }
        // A start-up script of the image does what the command alone would not.
        let words = parts.flatMap(\.words)
        detected.add(
            "runtime.command",
            .texts(words),
            .deployed,
            parts.map(\.keyword).joined(separator: " and "),
            at: last.location
        )
        for part in parts { detected.ledger.account(part.location, .mapped("runtime.command")) }
        if words.contains("tsx"), detected.votes.isEmpty {
            detected.vote(
                "mcp-factory",
                2,
                "is started by tsx, as MCP Tool Factory's Dockerfile does",
                at: last.location
            )
        }
        if let shell = parts.first(where: { $0.execWords == nil }) {
            detected.warn(
                "\(shell.keyword) is in shell form: the shell gets the stop signal, and the server is killed",
                at: shell.location,
                hint: "write it as a list: [\"node\", \"dist/index.js\"]"
            )
        }
    }

    private func readHealth(_ detected: inout DetectedProfile) {
        guard let health = chain.last(where: { $0.keyword == "HEALTHCHECK" }) else { return }
        let flags = [
            ("interval", "health.period"), ("timeout", "health.timeout"), ("start-period", "health.startup"),
        ]
        if let endpoint = HealthURL(in: health.text) {
            endpoint.add(to: &detected, .deployed, "HEALTHCHECK", at: health.location)
            for (flag, key) in flags {
                guard let text = health.flag(flag) else { continue }
                detected.add(key, .string(text), .deployed, "HEALTHCHECK --\(flag)", at: health.location)
            }
            detected.ledger.account(health.location, .mapped("health.path"))
        } else if health.text.uppercased().trimmed != "NONE" {
            detected.warn(
                "not carried over: the HEALTHCHECK runs a program of its own",
                at: health.location,
                hint:
                    "health.path names an HTTP endpoint, health.tool an MCP tool; without them the protocol is asked"
            )
            detected.ledger.account(health.location, .told)
        }
    }

    /// What a rendered image does by itself.
    private func accountForRest(_ detected: inout DetectedProfile) {
        for instruction in dockerfile.instructions {
            let reason =
                switch instruction.keyword {
                case "LABEL", "MAINTAINER": "labels of the image that is rendered, after the profile"
                case "STOPSIGNAL": "the stop signal of the platform"
                default: "the image's own build: the profile only names what comes of it"
                }
            guard detected.ledger[instruction.location] == nil else { continue }
            detected.ledger.replace(instruction.location, instruction.keyword, by: reason)
        }
    }
}

/// The endpoint that a health command asks: `curl -f http://localhost:3000/health`.
struct HealthURL {
    let port: Int?
    let path: String

    init?(in command: String) {
        for scheme in ["http://", "https://"] {
            guard let range = command.firstRange(of: scheme) else { continue }
            let address = command[range.upperBound...].prefix { !" \"'`)],;|&".contains($0) }
            let authority = address.prefix { $0 != "/" }
            let path = address.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" }
            port = authority.split(separator: ":").dropFirst().first.flatMap { Int($0) }
            self.path = path.isEmpty ? "/" : String(path)
            return
        }
        return nil
    }

    func add(
        to detected: inout DetectedProfile,
        _ strength: Fact.Strength,
        _ source: String,
        at place: SourceLocation?
    ) {
        detected.add("health.path", .string(path), strength, source, at: place)
        // Only a port that differs from the server's needs a word.
        guard let port, detected.best("server.port").map({ $0.value.int != port }) != false else { return }
        detected.add("health.port", .int(port), strength, source, at: place)
    }
}
