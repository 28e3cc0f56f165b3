internal import Profile

/// Where the endpoints of a server are, seen from its MCP endpoint.
struct EndpointForm: Sendable {
    /// One endpoint beside the MCP endpoint.
    struct Place: Sendable {
        /// `nil` is the MCP port.
        var port: Int?
        var path: String
    }

    /// The port of the MCP endpoint on the server itself; `nil` when nobody says.
    var port: Int?
    var path = "/mcp"
    var places: [FleetTarget.Endpoint: Place] = [:]
    /// Whether no profile says so.
    var isGuess = false

    /// What most servers have.
    static let usual: Self = {
        var form = Self()
        form.places = [.health: Place(path: "/health"), .metrics: Place(path: "/metrics")]
        form.isGuess = true
        return form
    }()

    private init() {}

    init(_ profile: Profile) {
        port = profile.server.port
        path = profile.server.path
        let health = profile.health
        if health.kind == .http {
            for (endpoint, path) in [
                (FleetTarget.Endpoint.health, health.path), (.readiness, health.readiness),
                (.liveness, health.liveness),
            ] { places[endpoint] = path.map { Place(port: health.port, path: $0) } }
        }
        if profile.metrics.enabled {
            places[.metrics] = Place(port: profile.metrics.port, path: profile.metrics.path)
        }
        if profile.admin.enabled {
            places[.admin] = Place(port: profile.admin.port, path: profile.admin.path)
        }
    }

    /// Adds to a target the endpoints that nobody named and that follow from its MCP endpoint.
    ///
    /// Behind another port than the server's own stands something else, a gateway, say: it may lead to what is on the
    /// MCP port, and never to other ports.
    func complete(_ target: inout FleetTarget) {
        guard let address = target.url.flatMap(HTTPAddress.init) else { return }
        let isDirect = !isGuess && address.actualPort == port
        let prefix = address.path.hasSuffix(path) ? String(address.path.dropLast(path.count)) : ""
        for (endpoint, place) in places where target[endpoint] == nil {
            var url = address
            url.query = ""
            if let number = place.port, number != port {
                guard isDirect else { continue }
                (url.port, url.path) = (number, place.path)
            } else {
                url.path = prefix + place.path
            }
            target[endpoint] = url.text
            if !isDirect { target.guessed.insert(endpoint) }
        }
    }
}

extension FleetTarget {
    /// The URL of an endpoint.
    package subscript(endpoint: Endpoint) -> String? {
        get {
            switch endpoint {
            case .mcp: url
            case .health: health
            case .readiness: readiness
            case .liveness: liveness
            case .metrics: metrics
            case .admin: admin
            }
        }
        set {
            switch endpoint {
            case .mcp: url = newValue
            case .health: health = newValue
            case .readiness: readiness = newValue
            case .liveness: liveness = newValue
            case .metrics: metrics = newValue
            case .admin: admin = newValue
            }
        }
    }
}
