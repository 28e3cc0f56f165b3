internal import Values

/// What a service of a Compose file asks of its container, in a form that a running one can be brought into
/// (Compose Specification, "Services top-level element").
///
/// Only the keys below are looked at. A text with a variable in it, `${PORT}`, is not known before it is started: it is
/// equal to anything.
struct ComposeServiceForm {
    private(set) var expected = Value.object(Object())
    /// Names whose values come from `${…}`.
    private(set) var unknownVariables: Set<String> = []
    private(set) var unknownKeys: Set<String> = []

    init(_ service: Value, secrets document: Value) {
        var form = Object()
        func take(_ key: String, _ value: Value?) {
            guard let value, !value.isNull else { return }
            if Self.isUnknown(value) { unknownKeys.insert(key) } else { form[key] = value }
        }
        take("image", service["image"].map { .string(Self.fullImage($0.string ?? "")) })
        take("command", service["command"].map(Self.words))
        take("entrypoint", service["entrypoint"].map(Self.words))
        take("user", service["user"].map(Self.text))
        take("working_dir", service["working_dir"])
        take("read_only", service["read_only"])
        take("init", service["init"])
        take("restart", service["restart"])
        take("stop_signal", service["stop_signal"].map { .string(Self.signal($0.string ?? "")) })
        take("stop_grace_period", service["stop_grace_period"].flatMap { Self.seconds($0) })
        take("cap_drop", service["cap_drop"].map(Self.sortedTexts))
        take("cap_add", service["cap_add"].map(Self.sortedTexts))
        take(
            "security_opt",
            service["security_opt"].map { options in
                .array(
                    (options.array ?? []).map { .string(Self.securityOption($0.string ?? "")) }.sortedByText
                )
            }
        )
        take("ports", service["ports"].map(Self.ports))
        take("healthcheck", service["healthcheck"].map(Self.healthCheck))
        let limits = service["deploy"]?["resources"]?["limits"]
        take("cpus", (limits?["cpus"] ?? service["cpus"]).flatMap(Self.cpus))
        take("memory", (limits?["memory"] ?? service["mem_limit"]).flatMap(Self.bytes))
        take("pids", limits?["pids"] ?? service["pids_limit"])
        form["environment"] = environment(of: service)
        if let labels = Self.pairs(service["labels"]) { form["labels"] = labels }
        expected = .object(form)
    }

    private mutating func environment(of service: Value) -> Value? {
        guard let pairs = Self.pairs(service["environment"])?.object else { return nil }
        var known = Object()
        for member in pairs {
            // Without a value it is the shell's own.
            if member.value.isNull || Self.isUnknown(member.value) {
                unknownVariables.insert(member.key)
            } else {
                known[member.key] = member.value
            }
        }
        return .object(known)
    }

    /// `$$` is a dollar sign; every other one is a variable of whoever starts it.
    private static func isUnknown(_ value: Value) -> Bool {
        switch value.content {
        case .string(let text): text.replacing("$$", with: "").contains("$")
        case .array(let items): items.contains(where: isUnknown)
        case .object(let object): object.contains { isUnknown($0.value) }
        case .null, .bool, .number: false
        }
    }

    static func text(_ value: Value) -> Value {
        switch value.content {
        case .number(let number): .string(number.text)
        case .bool(let bool): .string(bool ? "true" : "false")
        case .string(let text): .string(text.replacing("$$", with: "$"))
        case .null, .array, .object: value
        }
    }

    /// A mapping of texts, from a mapping or from a list of `NAME=value`.
    private static func pairs(_ value: Value?) -> Value? {
        var pairs = Object()
        for member in value?.object ?? Object() { pairs[member.key] = rawText(member.value) }
        for item in value?.array ?? [] {
            let parts = (item.string ?? "").split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = parts.first else { continue }
            pairs[String(name)] = parts.count > 1 ? rawText(.string(String(parts[1]))) : .null
        }
        return pairs.isEmpty ? nil : .object(pairs)
    }

    /// Keeps variables as they are, so that they are seen as such.
    private static func rawText(_ value: Value) -> Value { isUnknown(value) ? value : text(value) }

    /// A command as words; a text is split as a shell splits plain words.
    private static func words(_ value: Value) -> Value {
        if let items = value.array { return .array(items.map(rawText)) }
        return .array((value.string ?? "").split(separator: " ").map { .string(String($0)) })
    }

    private static func sortedTexts(_ value: Value) -> Value { .array((value.array ?? []).sortedByText) }
}

// One way of writing things that have several.
extension ComposeServiceForm {
    /// With its registry and tag, as an engine keeps it: `docker.io/library/redis:7`.
    static func fullImage(_ name: String) -> String {
        var rest = name
        let first = name.prefix { $0 != "/" }
        let hasHost =
            name.contains("/") && (first.contains(".") || first.contains(":") || first == "localhost")
        if !hasHost { rest = name.contains("/") ? "docker.io/\(name)" : "docker.io/library/\(name)" }
        let last = rest.split(separator: "/").last ?? ""
        return last.contains(":") || last.contains("@") ? rest : "\(rest):latest"
    }

    static func securityOption(_ text: String) -> String {
        text.replacing("no-new-privileges:true", with: "no-new-privileges").replacing("=", with: ":")
    }

    static func signal(_ text: String) -> String {
        let numbers = [
            "1": "SIGHUP", "2": "SIGINT", "3": "SIGQUIT", "9": "SIGKILL", "10": "SIGUSR1", "12": "SIGUSR2",
            "15": "SIGTERM",
        ]
        return numbers[text] ?? (text.hasPrefix("SIG") ? text : "SIG\(text)")
    }

    /// Ports as `[ADDRESS:]PUBLISHED:TARGET/PROTOCOL`.
    private static func ports(_ value: Value) -> Value {
        let texts = (value.array ?? []).map { port -> Value in
            if let object = port.object {
                let host = object["host_ip"]?.string.map { "\($0):" } ?? ""
                let published = object["published"].flatMap { rawText($0).string ?? $0.number?.text } ?? ""
                let proto = object["protocol"]?.string ?? "tcp"
                return .string("\(host)\(published):\(object["target"]?.number?.text ?? "")/\(proto)")
            }
            let text = port.string ?? port.number?.text ?? ""
            return .string(text.contains("/") ? text : "\(text)/tcp")
        }
        return .array(texts.sortedByText)
    }

    private static func healthCheck(_ value: Value) -> Value {
        guard value["disable"]?.bool != true else { return ["test": ["NONE"]] }
        var form = Object()
        if let words = value["test"]?.array {
            form["test"] = .array(words.map(rawText))
        } else if let line = value["test"]?.string {
            form["test"] = .array(["CMD-SHELL", rawText(.string(line))])
        }
        for key in ["interval", "timeout", "start_period"] { form[key] = value[key].flatMap { seconds($0) } }
        form["retries"] = value["retries"]
        return .object(form)
    }

    /// `1m30s` as seconds.
    private static func seconds(_ value: Value) -> Value? {
        if isUnknown(value) { return value }
        guard let text = value.string else { return value.number.map { .number($0) } }
        let units: [String: Double] = ["us": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600]
        var total = 0.0
        var rest = text[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(letters.count)
            guard let count = Double(digits), let unit = units[String(letters)] else { return value }
            total += count * unit
        }
        return .number(Number(total))
    }

    private static func cpus(_ value: Value) -> Value? {
        guard let text = value.string else { return value }
        return Double(text).map { .number(Number($0)) } ?? value
    }

    /// `512M` as bytes: the units of Compose are powers of two.
    private static func bytes(_ value: Value) -> Value? {
        guard let text = value.string, !isUnknown(value) else { return value }
        let digits = text.prefix { $0.isNumber || $0 == "." }
        let scale: Double? =
            switch text.dropFirst(digits.count).lowercased().first {
            case nil, "b": 1
            case "k": 1024
            case "m": 1_048_576
            case "g": 1_073_741_824
            default: nil
            }
        guard let count = Double(digits), let scale else { return value }
        return .number(Number(count * scale))
    }
}

extension [Value] {
    var sortedByText: [Value] { sorted { ($0.string ?? "") < ($1.string ?? "") } }
}
