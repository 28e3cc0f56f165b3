internal import Values

/// A container as the engine describes it (`GET /containers/{id}/json`, Docker Engine API 1.41), in the form of a
/// service: what the service says nothing of is left out when it is the image's or the engine's own.
struct RunningContainer {
    private(set) var form: Value

    init(_ inspected: Value, image: Value?, like service: ComposeServiceForm) {
        let config = inspected["Config"]
        let host = inspected["HostConfig"]
        let ownConfig = image?["Config"]
        let wanted = service.expected
        var form = Object()
        /// What the service does not name stays out of the comparison.
        func take(_ key: String, _ value: @autoclosure () -> Value?) {
            if wanted[key] != nil, let value = value(), !value.isNull { form[key] = value }
        }
        take("image", .string(Self.sameImage(config?["Image"]?.string ?? "", wanted["image"]?.string)))
        take("command", config?["Cmd"])
        take("entrypoint", config?["Entrypoint"])
        take("user", config?["User"])
        take("working_dir", config?["WorkingDir"])
        take("read_only", host?["ReadonlyRootfs"])
        take("init", host?["Init"])
        take("restart", host?["RestartPolicy"]?["Name"].map { $0.string == "" ? "no" : $0 })
        take("stop_signal", config?["StopSignal"]?.string.map { .string(ComposeServiceForm.signal($0)) })
        take("stop_grace_period", config?["StopTimeout"])
        take("cap_drop", Self.dropped(host?["CapDrop"]?.array ?? [], like: wanted["cap_drop"]?.array ?? []))
        take("cap_add", .array((host?["CapAdd"]?.array ?? []).map(Self.capability).sortedByText))
        take(
            "security_opt",
            .array(
                (host?["SecurityOpt"]?.array ?? []).map {
                    .string(ComposeServiceForm.securityOption($0.string ?? ""))
                }.sortedByText
            )
        )
        if !service.unknownKeys.contains("ports") {
            let ports = Self.ports(host?["PortBindings"]?.object)
            if wanted["ports"] != nil || !ports.isEmpty { form["ports"] = .array(ports) }
        }
        take("healthcheck", config?["Healthcheck"].map { Self.healthCheck($0, like: wanted["healthcheck"]) })
        take("cpus", host?["NanoCpus"]?.number.map { .number(Number($0.double / 1e9)) })
        take("memory", host?["Memory"])
        take("pids", host?["PidsLimit"])
        form["environment"] = Self.environment(config?["Env"], ownConfig?["Env"], service)
        if let labels = wanted["labels"]?.object {
            var own = Object()
            for member in labels { own[member.key] = config?["Labels"]?[member.key] }
            form["labels"] = .object(own)
        }
        self.form = .object(form)
    }

    /// An engine may put a registry of its own before a short name.
    private static func sameImage(_ name: String, _ wanted: String?) -> String {
        let full = ComposeServiceForm.fullImage(name)
        guard let wanted, full != wanted else { return full }
        for prefix in ["docker.io/library/", "docker.io/"] where wanted.hasPrefix(prefix) {
            if full == "localhost/\(wanted.dropFirst(prefix.count))" { return wanted }
        }
        return full
    }

    /// Variables that neither the image nor the engine sets; those whose value the file leaves open are left out.
    private static func environment(_ running: Value?, _ image: Value?, _ service: ComposeServiceForm)
        -> Value?
    {
        let wanted = service.expected["environment"]
        let inherited = Set((image?.array ?? []).compactMap(\.string))
        let engine: Set = ["PATH", "TERM", "HOSTNAME", "HOME", "container"]
        var variables = Object()
        for text in (running?.array ?? []).compactMap(\.string) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init
            )
            guard let name = parts.first, !service.unknownVariables.contains(name) else { continue }
            guard wanted?[name] != nil || !inherited.contains(text) && !engine.contains(name) else {
                continue
            }
            variables[name] = .string(parts.count > 1 ? parts[1] : "")
        }
        return variables.isEmpty && wanted == nil ? nil : .object(variables)
    }

    /// Docker's default capabilities: an engine may write them out where `ALL` was dropped.
    private static let defaultCapabilities: Set = [
        "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE", "SETFCAP", "SETGID",
        "SETPCAP",
        "SETUID", "SYS_CHROOT",
    ]

    private static func dropped(_ values: [Value], like wanted: [Value]) -> Value {
        let names = values.map(capability)
        let isAll = defaultCapabilities.isSubset(of: names.compactMap(\.string))
        if isAll, wanted.contains("ALL") { return .array(["ALL"]) }
        return .array(names.sortedByText)
    }

    private static func capability(_ value: Value) -> Value {
        .string((value.string ?? "").replacing("CAP_", with: ""))
    }

    /// `[ADDRESS:]PUBLISHED:TARGET/PROTOCOL`; every address is none.
    private static func ports(_ bindings: Object?) -> [Value] {
        var texts: [Value] = []
        for member in bindings ?? Object() {
            let target = member.key.contains("/") ? member.key : "\(member.key)/tcp"
            for binding in member.value.array ?? [] {
                let host = binding["HostIp"]?.string ?? ""
                let address = host.isEmpty || host == "0.0.0.0" ? "" : "\(host):"
                texts.append(.string("\(address)\(binding["HostPort"]?.string ?? ""):\(target)"))
            }
        }
        return texts.sortedByText
    }

    /// Times in seconds; those the service does not name are the engine's defaults.
    private static func healthCheck(_ check: Value, like wanted: Value?) -> Value {
        var form = Object()
        if wanted?["test"] != nil { form["test"] = check["Test"] }
        for (key, name) in [
            ("interval", "Interval"), ("timeout", "Timeout"), ("start_period", "StartPeriod"),
        ]
        where wanted?[key] != nil {
            form[key] = .number(Number((check[name]?.number?.double ?? 0) / 1e9))
        }
        if wanted?["retries"] != nil { form["retries"] = check["Retries"] }
        return .object(form)
    }
}
