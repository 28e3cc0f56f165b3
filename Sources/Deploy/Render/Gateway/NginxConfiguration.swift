internal import Diagnostics
internal import Profile
internal import Values

/// An nginx that lets clients in to MCP servers and to nothing else: one host, one path for each server.
///
/// It knows nothing of Compose or ECS: who runs it says where the servers are and where nginx listens.
struct NginxConfiguration {
    /// The public paths and the servers behind them.
    var routes: [Route]
    /// The public host name; requests for any other are answered with 421.
    var host: String
    /// More names that are answered, such as `localhost` where only the machine itself can ask.
    var otherHosts: [String] = []
    /// Where nginx listens for clients, on every address.
    var port = 8080
    /// Where nginx answers `/-/healthy`, on loopback only.
    var healthPort = 8081
    /// The name server that upstream names are looked up at while nginx runs: Docker's is 127.0.0.11.
    ///
    /// Without one, names are looked up once, when nginx starts.
    var resolver: String?
    var rateLimit: RateLimit?
    var auth: GatewayAuth?
    var certificate: Certificate?
    /// Address blocks of proxies in front whose X-Forwarded-For and X-Forwarded-Proto are believed.
    var trustedProxies: [String] = []
    /// How long open streams may go on after a stop was asked for.
    var drain = Duration.seconds(45)
    /// Where nginx keeps its process number and what it cannot hold in memory.
    var temporaryFolder = "/tmp"
    /// The certificates that `https` endpoints of `auth` are checked with.
    var trustedCertificates = "/etc/ssl/certs/ca-certificates.crt"
    var workers = 2

    init(routes: [Route], host: String) {
        self.routes = routes
        self.host = host
    }

    /// A certificate and its key, as paths that nginx sees.
    struct Certificate {
        let chain: String
        let key: String
    }

    /// One MCP endpoint.
    struct Route {
        /// Names the upstream: the server's name.
        let name: String
        /// The path that clients call, such as `/weather/mcp`.
        let path: String
        /// The path that the server knows, such as `/mcp`.
        let serverPath: String
        /// `host:port` of each replica, or one name that stands for all of them.
        let addresses: [String]
        let transport: Server.Transport
        /// Whether a client must come back to the replica it began with.
        var keepsClients = false

        init(name: String, path: String, serverPath: String, addresses: [String], transport: Server.Transport)
        {
            self.name = name
            self.path = path
            self.serverPath = serverPath
            self.addresses = addresses
            self.transport = transport
        }
    }
}

extension NginxConfiguration {
    /// The text of `nginx.conf`, headed by a comment.
    func text(_ templates: CompiledTemplates, heading: String) throws(InvalidInput) -> String {
        try check()
        var context = Object()
        context["gateway"] = model
        let renderer = TemplateRenderer(templates: templates, context: context)
        guard let directives = try renderer.document("gateway/nginx.yaml") else { return "" }
        return try NginxText(heading: heading, directives: directives).text
    }

    /// nginx would take what follows a `$` for a variable, and knows no way to write the character itself.
    private func check() throws(InvalidInput) {
        var texts = [host] + otherHosts + trustedProxies + routes.flatMap { [$0.path, $0.serverPath] }
        texts += routes.flatMap(\.addresses) + (auth.map { [$0.url] + $0.responseHeaders } ?? [])
        texts += certificate.map { [$0.chain, $0.key] } ?? []
        if let text = texts.first(where: { $0.contains("$") }) {
            throw InvalidInput(
                .error(
                    "nginx would take the '$' in '\(text)' for the start of a variable",
                    hint: "choose a path or name without it"
                )
            )
        }
        var taken: [String: String] = [:]
        for location in routes.flatMap(\.locations) {
            guard let other = taken.updateValue(location.route, forKey: location.path) else { continue }
            throw InvalidInput(
                .error(
                    "the gateway's path \(location.path) leads to \(other) and to \(location.route)",
                    hint: "give one of them another gateway.prefix or path"
                )
            )
        }
        for name in auth?.responseHeaders ?? [] where !Self.isHeaderName(name) {
            throw InvalidInput(
                .error(
                    "gateway.auth.responseHeaders: '\(name)' is no header name",
                    hint: "letters, digits and '-', as X-Auth-Request-User"
                )
            )
        }
    }

    private static func isHeaderName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    }

    /// What the template sees as `gateway`.
    private var model: Value {
        let locations = routes.flatMap { route in route.locations.map { $0.model(route, self) } }
        let upstreams = routes.filter { !isLookedUpLate($0) }.uniqued(by: \.name)
        return [
            "workers": .int(workers), "temporary": .string(temporaryFolder),
            "drainSeconds": .int(drain.wholeSeconds), "port": .int(port), "healthPort": .int(healthPort),
            "hosts": .array(([host] + otherHosts).uniqued.map(Value.string)), "host": .string(host),
            "resolver": resolver.map(Value.string) ?? .null,
            "trustedProxies": .array(trustedProxies.map(Value.string)),
            "certificate": certificate.map { ["chain": .string($0.chain), "key": .string($0.key)] } ?? .null,
            "rateLimit": limit, "auth": authentication,
            "upstreams": .array(upstreams.map(upstream)), "locations": .array(locations),
        ]
    }

    /// A name behind which replicas come and go is looked up for each request: nginx starts before its servers then,
    /// and follows them when they move.
    private func isLookedUpLate(_ route: Route) -> Bool { resolver != nil && !route.keepsClients }

    private func upstream(_ route: Route) -> Value {
        [
            "name": .string(route.name), "addresses": .array(route.addresses.map(Value.string)),
            "isLookedUp": .bool(resolver != nil),
            // The first request of a session has no session yet: the client's address is all there is to go by.
            "balance": route.keepsClients ? "hash" : route.addresses.count > 1 ? "least_conn" : .null,
        ]
    }

    fileprivate func target(of route: Route) -> String {
        isLookedUpLate(route) ? route.addresses.first ?? "" : route.name
    }

    fileprivate func isVariable(_ route: Route) -> Bool { isLookedUpLate(route) }

    private var limit: Value {
        guard let rateLimit else { return .null }
        let perMinute = rateLimit.requestsPerMinute
        return [
            "perMinute": .int(perMinute),
            // A client begins with several requests at once: ten seconds' worth when the profile does not say.
            "burst": .int(rateLimit.burst ?? max(5, perMinute / 6)),
            "retrySeconds": .int(max(1, (60 + perMinute - 1) / perMinute)),
        ]
    }

    private var authentication: Value {
        guard let auth else { return .null }
        let isSecure = auth.url.hasPrefix("https://")
        let rest = auth.url.dropFirst(isSecure ? 8 : 7).prefix { $0 != "#" }
        let authority = String(rest.prefix { $0 != "/" && $0 != "?" })
        let path = String(rest.dropFirst(authority.count))
        let headers = auth.responseHeaders.enumerated().map { index, name -> Value in
            let variable = name.lowercased().replacing("-", with: "_")
            return [
                "name": .string(name), "variable": .string("$auth_header_\(index)"),
                "source": .string("$upstream_http_\(variable)"),
            ]
        }
        return [
            "origin": .string("\(isSecure ? "https" : "http")://\(authority)"),
            "authority": .string(authority),
            "path": .string(path.isEmpty || path.hasPrefix("?") ? "/" + path : path),
            "isSecure": .bool(isSecure), "certificates": .string(trustedCertificates),
            "headers": .array(headers),
        ]
    }
}

extension NginxConfiguration.Route {
    /// A path that is let in.
    struct Location {
        let route: String
        let path: String
        let serverPath: String
        var isMessagePath = false

        fileprivate func model(
            _ route: NginxConfiguration.Route,
            _ configuration: NginxConfiguration
        ) -> Value {
            let isMoved = route.prefix != nil
            return [
                "path": .string(path), "serverPath": .string(serverPath),
                "target": .string(configuration.target(of: route)),
                "variable": configuration.isVariable(route) ? "$upstream" : .null,
                "isWebSocket": .bool(route.transport == .websocket),
                "isMessagePath": .bool(isMessagePath),
                // The stream's first event tells clients where to post: below the prefix too.
                "prefix": route.prefix.map(Value.string) ?? .null,
                "rewritesEndpoint": .bool(route.transport == .sse && isMoved && !isMessagePath),
                "redirects": .bool(path != serverPath),
                "base": .string(route.serverPath), "publicBase": .string(route.path),
            ]
        }
    }

    /// What stands before the server's own path; `nil` when nothing does.
    fileprivate var prefix: String? {
        guard path != serverPath, path.hasSuffix(serverPath) else { return nil }
        let prefix = String(path.dropLast(serverPath.count))
        return prefix.isEmpty ? nil : prefix
    }

    /// The endpoint, with and without a slash at its end: some frameworks redirect from one to the other.
    ///
    /// HTTP with SSE (2024-11-05) posts to a second path, which the server names: these are the SDKs' own choices.
    var locations: [Location] {
        func both(_ path: String, _ serverPath: String) -> [Location] {
            var locations = [Location(route: name, path: path, serverPath: serverPath)]
            guard path != "/" else { return locations }
            let other = path.hasSuffix("/") ? String(path.dropLast()) : path + "/"
            let otherServerPath =
                serverPath == "/"
                ? "/" : serverPath.hasSuffix("/") ? String(serverPath.dropLast()) : serverPath + "/"
            locations.append(Location(route: name, path: other, serverPath: otherServerPath))
            return locations
        }
        let endpoint = both(path, serverPath)
        guard transport == .sse else { return endpoint }
        let messages = ["/messages", "/messages/", "/message"].map { message in
            Location(route: name, path: (prefix ?? "") + message, serverPath: message, isMessagePath: true)
        }
        return endpoint + messages.filter { message in !endpoint.contains { $0.path == message.path } }
    }
}

extension Array {
    /// The elements without those whose key an earlier one had.
    fileprivate func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
        var seen: Set<Key> = []
        return filter { seen.insert(key($0)).inserted }
    }
}
