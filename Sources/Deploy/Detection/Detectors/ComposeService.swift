internal import Diagnostics
internal import DockerfileSyntax
internal import Profile
internal import Values

/// One service of a Compose file.
struct ComposeService {
    let name: String
    let tree: Value
    let root: Value
    let folder: ProjectFolder
    var importer: Importer

    mutating func read(_ detected: inout DetectedProfile) {
        importer.map(tree["image"], "image", .deployed, "image", &detected)
        importer.replace(tree["build"], "build", by: "the image that the profile names", &detected)
        importer.map(tree["working_dir"], "runtime.workingDirectory", .deployed, "working_dir", &detected)
        readCommand(&detected)
        readVariables(&detected)
        readPorts(&detected)
        readVolumes(&detected)
        readResources(&detected)
        readHealth(&detected)
        readSecrets(&detected)
        if let user = tree["user"], let text = user.text, let number = Int(text.prefix { $0 != ":" }),
            number > 0
        {
            importer.map(user, as: .int(number), "runtime.user", .deployed, "user", &detected)
        }
        importer.map(tree["stop_grace_period"], "server.drain", .deployed, "stop_grace_period", &detected)
        for key in ["restart", "container_name", "hostname", "init", "pull_policy"] {
            importer.replace(tree[key], key, by: "what the platform does by itself", &detected)
        }
        for key in ["read_only", "cap_drop", "security_opt", "tmpfs"] {
            importer.replace(tree[key], key, by: "a read-only root without capabilities", &detected)
        }
        for key in ["privileged", "network_mode", "pid", "cap_add"] where tree[key] != nil {
            detected.warn(
                "'\(key)' gives the container more of the host than a server needs",
                at: tree[key]?.location,
                hint: "the rendered one has none of it"
            )
        }
        importer.replace(tree["privileged"], "privileged", by: "a container without privileges", &detected)
    }

    private mutating func readCommand(_ detected: inout DetectedProfile) {
        let parts = [("entrypoint", tree["entrypoint"]), ("command", tree["command"])]
        var words: [String] = []
        for (_, value) in parts { words += value?.string.map(ShellWords.split) ?? value?.texts ?? [] }
        guard !words.isEmpty, let place = tree["command"] ?? tree["entrypoint"] else { return }
        importer.map(place, as: .texts(words), "runtime.command", .deployed, "command", &detected)
        if let entry = tree["entrypoint"] { detected.ledger.account(entry, .mapped("runtime.command")) }
    }

    private mutating func readVariables(_ detected: inout DetectedProfile) {
        for member in tree["environment"]?.members ?? [] {
            let key = detected.addVariable(
                member.key,
                member.value,
                .deployed,
                "environment",
                at: member.keyLocation
            )
            detected.ledger.account(member.value, .mapped(key))
        }
        for item in tree["environment"]?.items ?? [] {
            let parts = (item.string ?? "").split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = parts.first else { continue }
            let value = parts.count > 1 ? Value.string(String(parts[1])) : nil
            let key = detected.addVariable(String(name), value, .deployed, "environment", at: item.location)
            detected.ledger.account(item, .mapped(key))
        }
        for item in (tree["env_file"].map { $0.array ?? [$0] }) ?? [] {
            guard let path = item.string ?? item["path"]?.string else { continue }
            let plain = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
            guard let file = folder.file(plain), EnvironmentFile.isOne(plain) else {
                importer.tell(
                    item,
                    "the variables of \(shortened(path)), which is not here",
                    hint: "write settings under env, and name secrets under secrets",
                    &detected
                )
                continue
            }
            for (name, location) in EnvironmentFile.names(in: file) {
                detected.addVariable(name, nil, .declared, "", at: location)
            }
            importer.replace(
                item,
                "env_file",
                by: "names under env and secrets: values are never read",
                &detected
            )
        }
    }

    private mutating func readPorts(_ detected: inout DetectedProfile) {
        let ports = tree["ports"]?.items ?? []
        for item in ports {
            guard let port = PublishedPort(item) else { continue }
            let isInternal = ports.count > 1 && (port.container == 9090 || port.container == 9901)
            let key = isInternal || port.container == 9090 ? "metrics.port" : "server.port"
            importer.map(item, as: .int(port.container), key, .deployed, "ports", &detected)
            if key == "metrics.port" {
                detected.add("metrics.enabled", true, .deployed, "ports", at: item.location)
            }
            if let host = port.address, host != "127.0.0.1", key == "server.port" {
                detected.add("compose.publish", .string(host), .deployed, "ports", at: item.location)
            }
            if port.address == nil || port.address == "0.0.0.0" {
                detected.warn(
                    key == "metrics.port"
                        ? "the metrics port \(port.container) is published on every address of the host"
                        : "the port \(port.container) is published on every address of the host, past its firewall",
                    at: item.location,
                    hint:
                        "what is rendered publishes the MCP port on 127.0.0.1 only; compose.publish names another address"
                )
            }
        }
        for item in tree["expose"]?.items ?? [] {
            guard let port = item.wholeNumber else { continue }
            importer.map(item, as: .int(port), "server.port", .declared, "expose", &detected)
        }
    }

    private mutating func readVolumes(_ detected: inout DetectedProfile) {
        for item in tree["volumes"]?.items ?? [] {
            guard let mount = ComposeMount(item) else { continue }
            if mount.isReadOnly || mount.looksLikeFile {
                readFiles(item, mount, &detected)
            } else {
                let name =
                    ServerName.fitting(mount.target.split(separator: "/").last.map(String.init) ?? "")
                    ?? "data"
                importer.map(
                    item,
                    as: .string(mount.target),
                    "volumes.\(name).path",
                    .deployed,
                    "volumes",
                    &detected
                )
                // Logs are collected from standard output: a file of them need not outlive its container.
                if name != "logs", name != "tmp" {
                    detected.add(
                        "volumes.\(name).kind",
                        "persistent",
                        .deployed,
                        "volumes",
                        at: item.location
                    )
                }
            }
        }
        for volume in root["volumes"]?.members ?? [] {
            importer.replace(
                volume.value,
                "volumes.\(volume.key)",
                by: "a volume for each that the profile names",
                &detected
            )
        }
    }

    /// Files of the project that are mounted read-only: configuration.
    private mutating func readFiles(_ item: Value, _ mount: ComposeMount, _ detected: inout DetectedProfile) {
        let source = mount.source.hasPrefix("./") ? String(mount.source.dropFirst(2)) : mount.source
        let files = folder.sortedPaths.filter { $0 == source || $0.hasPrefix(source + "/") }
        guard mount.source.hasPrefix("."), !files.isEmpty else {
            return importer.tell(
                item,
                "the mount of \(shortened(mount.source)), whose files are not here",
                hint: "configFiles.\(mount.target): {from: FILE}",
                &detected
            )
        }
        for path in files {
            let target = path == source ? mount.target : mount.target + path.dropFirst(source.count)
            detected.add(
                ["configFiles", target, "from"],
                .string(path),
                .deployed,
                "volumes",
                at: item.location
            )
        }
        detected.ledger.account(item, .mapped("configFiles"))
    }

    private mutating func readResources(_ detected: inout DetectedProfile) {
        let resources = tree.at("deploy", "resources")
        for (key, field) in [("limits", "limit"), ("reservations", "request")] {
            if let cpus = resources?[key]?["cpus"] {
                let text = cpus.text ?? ""
                importer.map(
                    cpus,
                    as: .string(CPUQuantity(text)?.text ?? text),
                    "resources.cpu.\(field)",
                    .deployed,
                    "deploy.resources.\(key)",
                    &detected
                )
            }
            if let memory = resources?[key]?["memory"] {
                importer.map(
                    memory,
                    as: .string(Self.bytes(memory)),
                    "resources.memory.\(field)",
                    .deployed,
                    "deploy.resources.\(key)",
                    &detected
                )
            }
        }
        if let memory = tree["mem_limit"] {
            importer.map(
                memory,
                as: .string(Self.bytes(memory)),
                "resources.memory.limit",
                .deployed,
                "mem_limit",
                &detected
            )
        }
        if let cpus = tree["cpus"] {
            let text = cpus.text ?? ""
            importer.map(
                cpus,
                as: .string(CPUQuantity(text)?.text ?? text),
                "resources.cpu.limit",
                .deployed,
                "cpus",
                &detected
            )
        }
        importer.map(
            tree.at("deploy", "replicas"),
            "scaling.replicas",
            .deployed,
            "deploy.replicas",
            &detected
        )
        importer.replace(
            tree.at("deploy", "restart_policy"),
            "restart_policy",
            by: "what the platform does by itself",
            &detected
        )
        if resources?["limits"] == nil, tree["mem_limit"] == nil {
            detected.warn(
                "the service has no limits: it may take all memory of its host",
                at: tree.location,
                hint: "the profile has limits by default: 'mcpctl profile show' prints them"
            )
        }
    }

    /// Compose's `512M` is 512 × 2^20 bytes.
    private static func bytes(_ value: Value) -> String {
        let text = value.text?.lowercased() ?? ""
        let digits = text.prefix { $0.isNumber || $0 == "." }
        let unit = text.dropFirst(digits.count)
        switch unit {
        case "": return String(digits)
        case "b": return String(digits)
        case "k", "kb": return "\(digits)Ki"
        case "m", "mb": return "\(digits)Mi"
        case "g", "gb": return "\(digits)Gi"
        default: return text
        }
    }

    private mutating func readHealth(_ detected: inout DetectedProfile) {
        guard let health = tree["healthcheck"] else { return }
        if let test = health["test"], let endpoint = HealthURL(in: test.texts.joined(separator: " ")) {
            endpoint.add(to: &detected, .deployed, "healthcheck", at: test.location)
            detected.ledger.account(test, .mapped("health.path"))
            if test.texts.contains(where: { $0 == "curl" || $0.hasPrefix("curl ") }) {
                detected.warn(
                    "the health check needs curl, which slim and alpine images do not have: it can only fail there",
                    at: test.location,
                    hint: "the rendered check runs in the image's own runtime"
                )
            }
            for (key, field) in [("interval", "period"), ("timeout", "timeout"), ("start_period", "startup")]
            {
                importer.map(health[key], "health.\(field)", .deployed, "healthcheck.\(key)", &detected)
            }
        }
        importer.replace(health["retries"], "healthcheck.retries", by: "three failures in a row", &detected)
    }

    private mutating func readSecrets(_ detected: inout DetectedProfile) {
        for item in tree["secrets"]?.items ?? [] {
            guard let source = item.string ?? item["source"]?.string else { continue }
            let name = String(source.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
            detected.nameSecret(name, "secrets", at: item.location)
            detected.add(
                ["secrets", name, "path"],
                .string(item["target"]?.string ?? "/run/secrets/\(source)"),
                .deployed,
                "secrets",
                at: item.location
            )
            detected.ledger.account(item, .mapped("secrets.\(name)"))
            if let file = root.at("secrets", source, "file") {
                importer.map(file, path: ["secrets", name, "file"], .deployed, "secrets", &detected)
            }
        }
    }
}
