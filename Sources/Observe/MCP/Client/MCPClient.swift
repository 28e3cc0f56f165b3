package import HTTP
internal import JSONRPC
internal import Values

/// Speaks with one MCP server, in whichever era it lives.
///
/// The era is found out once and remembered: a server of the newer era costs one request for each question, one of the
/// older era a session that stays open from the first question to `close()`. Every session that a server opened, asked
/// for or not, is ended. A client may be used again after `close()`.
package actor MCPClient {
    package nonisolated let endpoint: MCPEndpoint
    let options: MCPOptions
    let transport: any MCPTransport

    /// What is known of the server; stays known when a session ends.
    var server: MCPServer?
    /// The session that is open, where the server has sessions.
    var session: String?
    /// Whether a server of the older era was told that the handshake is over.
    var isInitialized = false
    /// By tool, as its last list said.
    var parameterHeaders: [String: ParameterHeaders] = [:]
    private var lastID = 0
    private var isConnecting = false
    private var waiters: [CheckedContinuation<Void, Never>] = []
    /// How long the parts of the last exchange took.
    package internal(set) var timings: HTTPTimings?
    /// Sessions that are being ended in the background.
    var endings: [Task<Void, Never>] = []

    package init(endpoint: MCPEndpoint, http: HTTPClient, options: MCPOptions = MCPOptions()) {
        self.endpoint = endpoint
        self.options = options
        switch endpoint {
        case .http(let url, let headers, let tls, let proxy, let socket):
            var base = HTTPRequest(.post, url, headers: headers)
            (base.tls, base.proxy, base.socket) = (tls, proxy, socket)
            base.responseLimit = options.answerLimit
            transport = HTTPTransport(http: http, base: base)
        case .stdio(let command, let environment, let folder):
            transport = StdioTransport(
                command: command,
                environment: environment,
                folder: folder,
                answerLimit: options.answerLimit
            )
        }
    }

    /// Finds out who is there; asks nothing when that is known and a session is open.
    @discardableResult
    package func connect() async throws(MCPFailure) -> MCPServer {
        try await connect(until: ContinuousClock.now + options.deadline)
    }

    /// Ends the session, on the server too; the next question opens another.
    package func close() async {
        abandonSession()
        let endings = endings
        self.endings = []
        for ending in endings { await ending.value }
        await transport.close(deadline: options.closingDeadline)
    }

    /// Whether the server answers at all: `ping`, or `server/discover` where there is none.
    ///
    /// Gives the time from sending to the answer.
    @discardableResult
    package func ping() async throws(MCPFailure) -> Duration {
        let end = ContinuousClock.now + options.deadline
        let server = try await connect(until: end)
        let start = ContinuousClock.now
        switch server.era {
        case .modern: _ = try await ask("server/discover", Object(), until: end)
        case .legacy: _ = try await ask("ping", Object(), until: end)
        }
        return ContinuousClock.now - start
    }

    func connect(until end: ContinuousClock.Instant) async throws(MCPFailure) -> MCPServer {
        while isConnecting { await withCheckedContinuation { waiters.append($0) } }
        if let server, server.era == .modern || isInitialized { return server }
        isConnecting = true
        defer {
            isConnecting = false
            for waiter in waiters { waiter.resume() }
            waiters = []
        }
        let found = try await shakeHands(until: end)
        server = found
        return found
    }

    func nextID() -> RPCID {
        lastID += 1
        return .int(lastID)
    }

    func failure(_ kind: MCPFailure.Kind, _ detail: String) -> MCPFailure {
        MCPFailure(kind, at: endpoint.name, detail)
    }

    /// What is left of the time.
    func rest(until end: ContinuousClock.Instant) throws(MCPFailure) -> Duration {
        let rest = end - ContinuousClock.now
        guard rest > .zero else {
            throw failure(.transfer(.timedOut), "\(endpoint.name): no whole answer in time")
        }
        return rest
    }

    /// Forgets the session, and ends it in the background: not even a cancelled task leaves it behind.
    func abandonSession() {
        isInitialized = false
        guard let open = session else { return }
        session = nil
        end(session: open)
    }

    /// Opens a client, and closes it however the body ends.
    package static func withClient<Result: Sendable, Failure: Error>(
        _ endpoint: MCPEndpoint,
        http: HTTPClient,
        options: MCPOptions = MCPOptions(),
        _ body: (MCPClient) async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let client = MCPClient(endpoint: endpoint, http: http, options: options)
        do throws(Failure) {
            let result = try await body(client)
            await client.close()
            return result
        } catch {
            await client.close()
            throw error
        }
    }

    func end(session: String) {
        let (transport, deadline) = (transport, options.closingDeadline)
        let version = server?.protocolVersion ?? MCPRevision.legacy[0]
        endings.append(Task { await transport.end(session, version: version, deadline: deadline) })
    }
}
