internal import Diagnostics
internal import Profile
internal import Values

extension ComposeModel {
    /// The only door to the servers that have a gateway.
    mutating func addGateway() throws(InvalidInput) {
        let servers = gatewayServers
        guard let first = servers.first, let shared = first.resolved.profile.gateway else { return }
        try checkAgreement(of: servers, with: shared)
        var service = ComposeService(
            name: "gateway",
            component: "gateway",
            image: options.images.gateway?.reference ?? "nginxinc/nginx-unprivileged:1.29.4-alpine",
            user: "101:101"
        )
        var nginx = NginxConfiguration(routes: try routes(servers), host: shared.host)
        nginx.resolver = "127.0.0.11"
        nginx.rateLimit = shared.rateLimit
        nginx.auth = shared.auth
        nginx.trustedProxies = options.trustedProxies
        nginx.drain = servers.map(\.resolved.profile.server.drain).max() ?? .seconds(45)
        let address = options.publish ?? "127.0.0.1"
        let isLocal = address == "127.0.0.1" || address == "::1"
        // Nobody else can ask by these names: a page that points its own name at this machine keeps it.
        if isLocal { nginx.otherHosts = ["localhost", "127.0.0.1"] }
        if let tls = options.tls {
            nginx.port = 8443
            nginx.certificate = .init(chain: "/run/secrets/gateway.crt", key: "/run/secrets/gateway.key")
            for (key, file, name) in [
                ("gateway-certificate", tls.certificate, "gateway.crt"),
                ("gateway-key", tls.key, "gateway.key"),
            ] {
                addSecret(key, file: ComposeText.literal(ComposeSecrets.relative(file)))
                service.secrets.append((key, "/run/secrets/\(name)"))
            }
        } else if !isLocal {
            warn(
                .warning(
                    "the gateway is published on \(address) without TLS: everybody on the way reads the tokens",
                    at: first.resolved.location("compose.publish"),
                    hint: "compose: {tls: {certificate: …, key: …}}, or 127.0.0.1 behind a proxy that has one"
                )
            )
        }
        let text = try nginx.text(templates, heading: "\(mark).")
        addConfig("gateway-nginx", file: "config/gateway/nginx.conf", text: text)
        service.configs = [("gateway-nginx", "/etc/nginx/nginx.conf")]
        // The image's own entry point would edit files that are read-only here.
        service.entrypoint = ["nginx", "-e", "stderr", "-c", "/etc/nginx/nginx.conf", "-g", "daemon off;"]
        service.health = ComposeService.Health(
            words: ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:\(nginx.healthPort)/-/healthy"],
            startSeconds: 10
        )
        service.scratch = [("/tmp", 64 << 20, nil)]
        service.cpus = ("1", "0.1")
        service.memory = ("128m", "32m")
        service.ports = [
            ComposeService.Port(
                name: "mcp",
                container: nginx.port,
                host: options.port ?? freePort(nginx.port),
                address: address
            )
        ]
        let asksOutside = shared.auth.map { !isInside($0.url) } ?? false
        if asksOutside, let auth = shared.auth, !Self.host(of: auth.url).contains(".") {
            warn(
                .warning(
                    "gateway.auth asks '\(Self.host(of: auth.url))', which is no service of this project: nobody would be let in",
                    at: first.resolved.location("gateway.auth"),
                    hint:
                        "add it to the project by a patch of kind compose, or name a host that can be reached"
                )
            )
        }
        service.networks = [(Self.inner, []), (asksOutside ? Self.outward : Self.published, [])]
        service.dependsOn = servers.map { ($0.name, false) }
        service.stopSignal = "SIGQUIT"
        service.graceSeconds = nginx.drain.wholeSeconds + 5
        service.labels = labels
        if let checksum = ConfigChecksum(of: ["nginx.conf": .string(text)]) {
            service.labels.append(("dev.mcpctl.config-checksum", checksum.text))
        }
        try add(service)
    }

    /// Whether a URL leads to a service of this project.
    private func isInside(_ url: String) -> Bool { services.contains { $0.name == Self.host(of: url) } }

    private static func host(of url: String) -> String {
        let rest = url.split(separator: "/").dropFirst().first ?? ""
        return String(rest.prefix { $0 != ":" && $0 != "?" })
    }

    private func routes(_ servers: [Project.Server]) throws(InvalidInput) -> [NginxConfiguration.Route] {
        var routes: [NginxConfiguration.Route] = []
        for server in servers {
            let profile = server.resolved.profile
            guard let gateway = profile.gateway else { continue }
            guard !gateway.routes.isEmpty else {
                routes.append(route(to: server, path: (gateway.prefix ?? "") + profile.server.path))
                continue
            }
            for (index, entry) in gateway.routes.enumerated() {
                guard let other = project.servers.first(where: { $0.name == entry.service ?? server.name })
                else {
                    throw InvalidInput(
                        .error(
                            "gateway.routes leads to '\(entry.service ?? "")', which is no server of this profile: the gateway would answer 502",
                            at: server.resolved.location("gateway.routes.\(index)"),
                            hint: "list it under 'servers', so that it runs here too"
                        )
                    )
                }
                routes.append(route(to: other, path: entry.path, serverPath: entry.path))
            }
        }
        return routes
    }

    private func route(to server: Project.Server, path: String, serverPath: String? = nil)
        -> NginxConfiguration.Route
    {
        let profile = server.resolved.profile
        var route = NginxConfiguration.Route(
            name: server.name,
            path: path,
            serverPath: serverPath ?? profile.server.path,
            addresses: ["\(server.name):\(profile.server.port)"],
            // A bridge serves what a stdio server says over streamable HTTP.
            transport: profile.server.transport
        )
        let replicas = services.first { $0.name == server.name }?.replicas ?? 1
        route.keepsClients = profile.server.keepsSessions && replicas > 1
        return route
    }

    /// One nginx has one host, one limit and one authenticator: a difference would be lost silently.
    private func checkAgreement(of servers: [Project.Server], with shared: Gateway) throws(InvalidInput) {
        for server in servers {
            guard let gateway = server.resolved.profile.gateway else { continue }
            let differences: [(key: String, differs: Bool)] = [
                ("host", gateway.host != shared.host),
                (
                    "rateLimit",
                    gateway.rateLimit?.encoded(absent: .null) != shared.rateLimit?.encoded(absent: .null)
                ),
                ("auth", gateway.auth?.encoded(absent: .null) != shared.auth?.encoded(absent: .null)),
            ]
            guard let difference = differences.first(where: \.differs) else { continue }
            throw InvalidInput(
                .error(
                    "the servers of one Compose project share their gateway, and gateway.\(difference.key) of '\(server.name)' is another",
                    at: server.resolved.location("gateway.\(difference.key)"),
                    hint: "say it once for all servers, or render them from profiles of their own"
                )
            )
        }
    }
}
