package import HTTPServing
internal import Synchronization

/// One server of a demo: what it knows, and the two listeners through which others see it.
///
/// Nothing about it is painted: the same state answers calls, health, metrics and the admin channel.
package final class DemoServer: Sendable {
    struct Listeners: Sendable {
        var service: HTTPServer?
        var admin: HTTPServer?
        var serviceAddress: ServerAddress
        var adminAddress: ServerAddress
        var identity: ServerConfiguration.Identity?
        /// Whether it should listen at all.
        var isDead = false
    }

    let role: ServerRole
    let clock: DemoClock
    let keys: DemoKeys
    let state: Mutex<ServerState>
    /// Streams that clients hold open for messages of the server's, by session.
    let streams = Mutex<[String: ServerStream]>([:])
    let replays = Mutex<[String: Replay]>([:])
    private let listeners: Mutex<Listeners>

    init(
        _ role: ServerRole,
        seed: UInt64,
        clock: DemoClock,
        keys: DemoKeys,
        service: ServerAddress,
        admin: ServerAddress
    ) {
        (self.role, self.clock, self.keys) = (role, clock, keys)
        state = Mutex(ServerState(role, seed: seed, startedAt: clock.now()))
        listeners = Mutex(Listeners(serviceAddress: service, adminAddress: admin))
    }

    package var name: String { role.name }

    /// Whether clients can connect to it.
    package var isListening: Bool { listeners.withLock { $0.service != nil } }

    /// How many clients are connected to either listener.
    package var connectionCount: Int {
        listeners.withLock { ($0.service?.connectionCount ?? 0) + ($0.admin?.connectionCount ?? 0) }
    }

    package var sessionCount: Int { state.withLock { $0.sessions.count } }

    package var places: DemoPlaces {
        listeners.withLock {
            DemoPlaces(
                role: role,
                service: $0.serviceAddress,
                admin: $0.adminAddress,
                isEncrypted: $0.identity != nil
            )
        }
    }

    /// Listens on both; the second time on the ports it had.
    func start() throws(ServingError) {
        try startService()
        let wanted = listeners.withLock { $0.admin == nil ? $0.adminAddress : nil }
        guard let wanted else { return }
        let server = try HTTPServer(Self.configuration(wanted)) { [weak self] request -> ServerReply in
            self?.adminReply(to: request) ?? .cut
        }
        listeners.withLock { ($0.admin, $0.adminAddress) = (server, server.address) }
    }

    /// Listens for clients; the admin channel stays as it is.
    private func startService() throws(ServingError) {
        let (wanted, identity) = listeners.withLock {
            ($0.service == nil ? $0.serviceAddress : nil, $0.identity)
        }
        guard let wanted else { return }
        var configuration = Self.configuration(wanted)
        configuration.identity = identity
        let server = try HTTPServer(configuration) { [weak self] request -> ServerReply in
            let reply = self?.reply(to: request) ?? .cut
            return identity == nil ? reply : reply.closing
        }
        listeners.withLock { ($0.service, $0.serviceAddress) = (server, server.address) }
    }

    /// Whether the story let it die.
    var isDead: Bool { listeners.withLock { $0.isDead } }

    /// Nobody can connect any more, and what it knew is gone.
    func die() {
        listeners.withLock { $0.isDead = true }
        stopService()
        for stream in streams.withLock({ Array($0.values) }) { stream.finish() }
        streams.withLock { $0 = [:] }
    }

    /// The same server, started again: it counts from zero.
    func revive(at moment: Int64) throws(ServingError) {
        let seed = state.withLock { $0.random.next() }
        state.withLock { $0 = ServerState(role, seed: seed, startedAt: moment) }
        let wasStarted = listeners.withLock { listeners in
            listeners.isDead = false
            return listeners.admin != nil
        }
        if wasStarted { try startService() }
    }

    /// Shows another certificate from now on; nobody stays connected.
    func renew(_ identity: ServerConfiguration.Identity) throws(ServingError) {
        let isListening = listeners.withLock { listeners in
            listeners.identity = identity
            return listeners.service != nil
        }
        guard isListening else { return }
        stopService()
        try startService()
    }

    private func stopService() {
        let server = listeners.withLock { listeners in
            defer { listeners.service = nil }
            return listeners.service
        }
        server?.stop()
    }

    func stop() {
        stopService()
        let admin = listeners.withLock { listeners in
            defer { listeners.admin = nil }
            return listeners.admin
        }
        admin?.stop()
    }

    private static func configuration(_ address: ServerAddress) -> ServerConfiguration {
        var configuration = ServerConfiguration(address)
        configuration.bodyLimit = 1 << 20
        configuration.connectionLimit = 256
        return configuration
    }

    /// Everything on the listener for clients.
    package func reply(to request: ServerRequest) -> ServerReply {
        let path = request.path
        if path == "/mcp" { return protocolReply(to: request) }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .now(.text("only GET\n", status: 405))
        }
        let now = clock.now()
        if path.hasPrefix("/.well-known/oauth-protected-resource"), role.needsToken {
            return .now(resourceMetadata(host: request.headers["Host"] ?? "127.0.0.1"))
        }
        return state.withLock { state in
            if path == "/metrics" { return .now(role.metrics.answer(state, at: now)) }
            if let answer = role.health.answer(path, state, at: now) { return .now(answer) }
            return .now(.text("not here\n", status: 404))
        }
    }
}

extension ServerReply {
    /// The same with the connection's end: each client sees the certificate of today, not of when it first connected.
    fileprivate var closing: ServerReply {
        switch self {
        case .now(var response):
            response.headers["Connection"] = "close"
            return .now(response)
        case .later(let work):
            return .later {
                var response = await work()
                response.headers["Connection"] = "close"
                return response
            }
        case .cut: return .cut
        }
    }
}
