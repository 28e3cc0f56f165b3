internal import Diagnostics
internal import Profile
internal import Values

extension ComposeModel {
    mutating func addServers() throws(InvalidInput) {
        var invalid: [Diagnostic] = []
        for server in project.servers {
            do throws(InvalidInput) { try addServer(server) } catch {
                invalid += error.diagnostics
            }
        }
        guard invalid.isEmpty else { throw InvalidInput(invalid) }
    }

    private mutating func addServer(_ entry: Project.Server) throws(InvalidInput) {
        let server = ServerModel(entry, templates: templates.templates)
        let (resolved, profile) = (server.resolved, server.profile)
        let options = profile.compose ?? ComposeOptions()
        let user = String(profile.runtime.user)
        var service = ComposeService(
            name: server.name,
            component: "mcp-server",
            // What is built here is no image that somebody else's digest names.
            image: options.build == nil
                ? profile.imageReference : "\(profile.image.repository):\(profile.imageTag)",
            user: "\(user):\(user)"
        )
        service.build = options.build.map { ComposeText.literal(ComposeSecrets.relative($0)) }
        service.envFile = options.envFile.map { ComposeText.literal(ComposeSecrets.relative($0)) }
        if let command = try server.command() {
            // The image may have an entry point of its own, which 'command' alone would only hand words to.
            service.entrypoint = command.map(ComposeText.literal)
            service.workingDirectory = ComposeText.literal(profile.runtime.workingDirectory)
        }
        service.graceSeconds = max(15, profile.server.drain.wholeSeconds + 5)
        service.health = health(of: server)
        let (cpu, memory) = (profile.resources.cpu, profile.resources.memory)
        if let limit = cpu.limit, let request = cpu.request {
            service.cpus = (ComposeText.cores(limit), ComposeText.cores(request))
        }
        if let limit = memory.limit, let request = memory.request {
            service.memory = (ComposeText.bytes(limit.bytes), ComposeText.bytes(request.bytes))
        }
        service.labels = labels + [("dev.mcpctl.version", profile.version)]
        if let team = profile.owner?.team { service.labels.append(("dev.mcpctl.owner", team)) }

        setEnvironment(of: &service, server)
        try setFiles(of: &service, server)
        setFolders(of: &service, server)
        setReplicas(of: &service, server)
        setPorts(of: &service, server)
        setNetworks(of: &service, profile)
        tellClusterNames(server)
        for warning in resolved.warnings { warn(warning) }
        try add(service)
    }

    /// What the container is asked.
    private func health(of server: ServerModel) -> ComposeService.Health? {
        guard let words = server.containerQuestion else { return nil }
        let health = server.profile.health
        return ComposeService.Health(
            words: words.map(ComposeText.literal),
            intervalSeconds: max(health.period.wholeSeconds, server.usesProbeScript ? 15 : 1),
            timeoutSeconds: server.containerQuestionSeconds,
            startSeconds: health.startup.wholeSeconds
        )
    }

    private func setEnvironment(of service: inout ComposeService, _ server: ServerModel) {
        var variables: [(String, String)] = server.profile.env.map {
            ($0.name, ComposeText.literal($0.element.text))
        }
        for entry in server.profile.secrets {
            let secret = entry.element
            if let path = secret.path {
                if let variable = secret.pathEnv { variables.append((variable, ComposeText.literal(path))) }
            } else {
                variables.append(
                    (secret.env ?? entry.name, secrets.text(entry.name, secret, of: server.name))
                )
            }
        }
        for (name, text) in variables { service.environment[name] = .string(text) }
    }

    private mutating func setFiles(of service: inout ComposeService, _ server: ServerModel)
        throws(InvalidInput)
    {
        let files = try server.files()
        let keys = KubernetesModel.keys(for: files.map(\.path))
        var texts = Object()
        for (file, key) in zip(files, keys) {
            addConfig("\(server.name)-\(key)", file: "config/\(server.name)/\(key)", text: file.text)
            service.configs.append(("\(server.name)-\(key)", ComposeText.literal(file.path)))
            texts[key] = .string(file.text)
        }
        // Compose does not look into files: a changed one must change the service, or nothing is restarted.
        if let checksum = ConfigChecksum(of: .object(texts)) {
            service.labels.append(("dev.mcpctl.config-checksum", checksum.text))
        }
        for entry in server.profile.secrets {
            guard let path = entry.element.path else { continue }
            let key = secrets.key(entry.name, of: server.name)
            addSecret(key, file: secrets.file(entry.name, entry.element, of: server.name))
            service.secrets.append((key, ComposeText.literal(path)))
        }
    }

    private mutating func setFolders(of service: inout ComposeService, _ server: ServerModel) {
        for entry in server.profile.volumes {
            switch entry.element.kind {
            case .scratch:
                let isTmp = entry.element.path == "/tmp"
                let owner = isTmp ? nil : String(server.profile.runtime.user)
                service.scratch.append((entry.element.path, entry.element.size.bytes, owner))
            case .persistent:
                let name = project.isSet ? "\(server.name)-\(entry.name)" : entry.name
                addVolume(name)
                service.volumes.append((name, ComposeText.literal(entry.element.path)))
            }
        }
        if !service.scratch.contains(where: { $0.path == "/tmp" }) {
            service.scratch.append(("/tmp", 64 << 20, nil))
        }
    }

    /// Replicas need the gateway to share one door, and no volume that each would want for itself.
    private mutating func setReplicas(of service: inout ComposeService, _ server: ServerModel) {
        let wanted = server.profile.scaling.least
        guard wanted > 1 else { return }
        let own = server.profile.volumes.first { $0.element.kind == .persistent && !$0.element.shared }
        if let own {
            warn(
                .warning(
                    "Compose has no volume '\(own.name)' for each of \(wanted) replicas: one replica of '\(server.name)' runs",
                    at: server.resolved.location("volumes.\(own.name)"),
                    hint: "shared: true when the server can share it, or scaling: 1"
                )
            )
        } else if server.profile.gateway == nil {
            warn(
                .warning(
                    "\(wanted) replicas cannot share one published port: one replica of '\(server.name)' runs",
                    at: server.resolved.location("scaling"),
                    hint: "gateway: {host: localhost} puts a gateway in front of all of them"
                )
            )
        } else {
            service.replicas = wanted
        }
    }

    private mutating func setPorts(of service: inout ComposeService, _ server: ServerModel) {
        let profile = server.profile
        let options = profile.compose ?? ComposeOptions()
        if profile.gateway == nil {
            let wanted = options.port ?? profile.server.port
            let host = freePort(wanted)
            if host != wanted {
                warn(
                    .warning(
                        "'\(server.name)' is published on port \(host): another server has \(wanted)",
                        at: server.resolved.location("server.port"),
                        hint: "servers: {\(server.name): {compose: {port: \(host)}}} says so"
                    )
                )
            }
            service.ports.append(
                ComposeService.Port(
                    name: "mcp",
                    container: profile.server.port,
                    host: host,
                    address: options.publish ?? "127.0.0.1"
                )
            )
        }
        var numbers: Set<Int> = [profile.server.port]
        for listener in options.local {
            guard let number = Self.port(of: listener, profile) else {
                // What is said for all servers holds for those that have it.
                guard !project.isSet else { continue }
                warn(
                    .warning(
                        "compose.local names \(listener.rawValue), and '\(server.name)' has no such listener",
                        at: server.resolved.location("compose.local")
                    )
                )
                continue
            }
            // Replicas cannot share a port, and a listener on the MCP port is published with it.
            guard service.replicas == nil, numbers.insert(number).inserted else { continue }
            service.ports.append(
                ComposeService.Port(name: listener.rawValue, container: number, host: freePort(number))
            )
        }
    }

    private static func port(of listener: ComposeOptions.LocalListener, _ profile: Profile) -> Int? {
        switch listener {
        case .health: profile.health.kind == .http ? profile.health.port ?? profile.server.port : nil
        case .metrics: profile.metrics.enabled ? profile.metrics.port ?? profile.server.port : nil
        case .admin: profile.admin.enabled ? profile.admin.port : nil
        }
    }

    /// The listeners beside the endpoint: a port that also serves clients is not one of them.
    var internalPorts: [String: [Int: String]] {
        var ports: [String: [Int: String]] = [:]
        for server in project.servers {
            let profile = server.resolved.profile
            var own: [Int: String] = [:]
            for listener in ComposeOptions.LocalListener.allCases {
                guard let number = Self.port(of: listener, profile), number != profile.server.port else {
                    continue
                }
                own[number] = listener.rawValue
            }
            ports[server.name] = own
        }
        return ports
    }

    private func setNetworks(of service: inout ComposeService, _ profile: Profile) {
        let isSought =
            profile.gateway != nil || profile.cache.redis != nil || options.monitoring
        if isSought { service.networks.append((Self.inner, [])) }
        if !profile.network.egress.isEmpty {
            service.networks.append((Self.outward, []))
        } else if !service.ports.isEmpty {
            service.networks.append((Self.published, []))
        } else if !isSought {
            service.networks.append((Self.inner, []))
        }
    }

    /// Names of a cluster that the profile's own variables hold lead nowhere here.
    private mutating func tellClusterNames(_ server: ServerModel) {
        for entry in server.profile.env where !server.resolved.presetEnv.contains(entry.name) {
            let text = entry.element.text
            guard text.contains(".svc.cluster.local"), text != server.profile.cache.redis?.host else {
                continue
            }
            warn(
                .warning(
                    "env.\(entry.name) names a host that only a cluster knows: Compose cannot reach it",
                    at: server.resolved.location("env.\(entry.name)"),
                    hint: "give it another value in an environment for Compose, and render with --env"
                )
            )
        }
    }
}
