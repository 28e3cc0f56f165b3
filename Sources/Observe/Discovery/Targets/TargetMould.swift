internal import HTTP
internal import Profile

/// What a source needs to make targets of the addresses it finds: the profile's servers, and what was said for all.
struct TargetMould: Sendable {
    /// A server of the profile.
    struct Server: Sendable {
        let name: String
        let form: EndpointForm
    }

    /// Empty without a profile.
    var servers: [Server] = []
    /// The server they all are.
    var server: String?
    var endpoint: EndpointOptions?
    var labels: [(name: String, value: String)] = []
    var access = TargetAccess()

    /// An address as a source tells it.
    struct Found {
        var name: String?
        var host: String
        var port: Int?
        /// Whether the port is known to be that of the MCP endpoint.
        var isMCPPort = false
        var scheme: String?
        var path: String?
        var metricsPath: String?
        var healthPath: String?
        /// Words that may tell which server it is: names, in the order in which they count.
        var serverWords: [String] = []
        var labels: [(name: String, value: String)] = []
        var remark: String?
        /// The name that its certificate has when the host is only an address.
        var certificateName: String?
        /// Where a port of the server itself is reached, by its name or number; `nil` when it is not.
        var reach: @Sendable (_ name: String, _ number: Int) -> Int? = { $1 }
    }

    /// The form of the server's endpoints, and which server it is.
    private func server(_ words: [String], path: String?) -> Server? {
        if let server { return servers.first { $0.name == server } }
        if servers.count == 1 { return servers.first }
        for word in words { if let server = servers.first(where: { $0.name == word }) { return server } }
        let steps = path?.split(separator: "/").map(String.init) ?? []
        return servers.first { steps.contains($0.name) }
    }

    /// A target of a URL that somebody wrote down; its own endpoints stay, the others follow.
    func target(_ url: String, name: String?, server words: [String], change: (inout FleetTarget) -> Void)
        -> FleetTarget
    {
        guard var address = HTTPAddress(url) else { return FleetTarget(id: url, name: name ?? url) }
        let known = server(words, path: address.path)
        let form = known?.form ?? .usual
        let isBare = address.path.isEmpty || address.path == "/"
        if isBare { address.path = form.path }
        var target = FleetTarget(id: address.key + (access.socket ?? ""), name: name ?? address.shortPlace)
        target.url = address.text
        if isBare { target.guessed.insert(.mcp) }
        target.server = known?.name
        target.access = access
        change(&target)
        form.complete(&target)
        finish(&target, job: known?.name)
        return target
    }

    /// A target of an address that a source found; `nil` when its MCP port cannot be reached.
    func target(_ found: Found) -> FleetTarget? {
        let known = server(found.serverWords, path: found.path)
        let form = known?.form ?? .usual
        guard let port = port(of: found, form) else { return nil }
        let scheme = endpoint?.scheme?.rawValue ?? found.scheme ?? "http"
        let path = endpoint?.path ?? found.path ?? form.path
        let address = HTTPAddress(scheme: scheme, host: found.host, port: port, path: path)
        var target = FleetTarget(id: address.key, name: found.name ?? address.shortPlace)
        target.url = address.text
        if form.isGuess, endpoint?.path == nil, found.path == nil { target.guessed.insert(.mcp) }
        target.server = known?.name
        target.access = access
        target.remark = found.remark
        if scheme == "https", target.access.tls.serverName == nil {
            target.access.tls.serverName = found.certificateName
        }
        for (endpoint, place) in form.places {
            var url = address
            if let number = place.port, number != form.port {
                guard let reached = found.reach(endpoint.portName, number) else { continue }
                url.port = reached
            }
            url.path = place.path
            target[endpoint] = url.text
            if form.isGuess { target.guessed.insert(endpoint) }
        }
        if let path = found.healthPath {
            var url = target.health.flatMap(HTTPAddress.init) ?? address
            url.path = path
            (target.health, _) = (url.text, target.guessed.remove(.health))
        }
        if let path = found.metricsPath {
            // Who tells the path of metrics tells where they are.
            var url = address
            (url.port, url.path) = (found.port ?? port, path)
            (target.metrics, _) = (url.text, target.guessed.remove(.metrics))
        }
        target.labels = found.labels
        finish(&target, job: known?.name)
        return target
    }

    /// The MCP port: what was said, or the found one unless that is where the profile has the metrics or the health.
    private func port(of found: Found, _ form: EndpointForm) -> Int? {
        switch endpoint?.port {
        case .number(let number): return found.reach("mcp", number)
        case .name(let name): return found.reach(name, 0)
        case nil: break
        }
        guard let port = found.port else { return form.port.flatMap { found.reach("mcp", $0) } }
        let isBeside =
            !found.isMCPPort && form.places.values.contains { $0.port == port } && port != form.port
        return isBeside ? form.port : port
    }

    /// Adds the labels that were said for all, and what every series has: `job` and `instance`.
    private func finish(_ target: inout FleetTarget, job: String?) {
        for label in labels where !target.labels.contains(where: { $0.name == label.name }) {
            target.labels.append(label)
        }
        func add(_ name: String, _ value: String?) {
            guard let value, !target.labels.contains(where: { $0.name == name }) else { return }
            target.labels.append((name, value))
        }
        add("job", job ?? "mcp")
        add("instance", (target.metrics ?? target.url).flatMap(HTTPAddress.init)?.place)
    }
}

extension FleetTarget.Endpoint {
    /// What rendered manifests call the port.
    var portName: String {
        switch self {
        case .mcp: "mcp"
        case .health, .readiness, .liveness: "health"
        case .metrics: "metrics"
        case .admin: "admin"
        }
    }
}
