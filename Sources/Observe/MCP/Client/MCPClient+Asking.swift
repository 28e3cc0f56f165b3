internal import HTTP
internal import JSONRPC
internal import Values

extension MCPClient {
    /// Asks a connected server, and once more where it forgot the session or changed its era meanwhile.
    func ask(
        _ method: String,
        _ params: Object,
        routing: HTTPHeaders = HTTPHeaders(),
        until end: ContinuousClock.Instant
    ) async throws(MCPFailure) -> Value {
        let server = try await connect(until: end)
        do throws(MCPFailure) {
            return try await exchange(method, params, routing, server, until: end)
        } catch {
            guard forgetsWhatFailed(error, server) else { throw error }
        }
        let fresh = try await connect(until: end)
        return try await exchange(method, params, routing, fresh, until: end)
    }

    private func exchange(
        _ method: String,
        _ params: Object,
        _ routing: HTTPHeaders,
        _ server: MCPServer,
        until end: ContinuousClock.Instant
    ) async throws(MCPFailure) -> Value {
        let reply = await send(method, params, routing, server, deadline: try rest(until: end))
        return try reply.outcome.get()
    }

    /// Sends one request in the words of the server's era.
    func send(
        _ method: String,
        _ params: Object,
        _ routing: HTTPHeaders,
        _ server: MCPServer,
        deadline: Duration
    ) async -> MCPReply {
        var params = params
        var message = MCPMessage(request: RPCRequest(id: nextID(), method), version: server.protocolVersion)
        switch server.era {
        case .modern:
            params["_meta"] = .object(metadata(version: server.protocolVersion))
            message.routing = routing
            message.routing["Mcp-Method"] = method
        case .legacy: message.session = session
        }
        message.request.params = params.isEmpty ? nil : .object(params)
        let reply = await transport.exchange(message, deadline: deadline)
        timings = reply.timings
        // A session that nobody asked for: some servers open one for whatever they refuse.
        if let opened = reply.session, opened != message.session { end(session: opened) }
        return reply
    }

    /// Whether the failure may go away with a fresh handshake; forgets what it disproves.
    private func forgetsWhatFailed(_ failure: MCPFailure, _ asked: MCPServer) -> Bool {
        switch failure.kind {
        case .sessionLost:
            session = nil
            isInitialized = false
            return true
        case .ended:
            // The next question starts the program again; this one may have been its end.
            isInitialized = false
            return false
        case .refused(let error) where asked.era == .modern:
            // Another version, or another era: a server was replaced.
            guard failure.status.map({ $0 == 400 }) ?? ModernError.isRecognized(error),
                error.code != ModernError.headerMismatch
            else { return false }
            server = nil
            return true
        case .transfer, .unauthorized, .forbidden, .rateLimited, .unavailable, .wrongService, .badAnswer,
            .refused,
            .noCommonVersion, .tooMuch, .inputRequired, .cancelled:
            return false
        }
    }

    /// What every request of the newer era says (2026-07-28, "Basic", section "_meta").
    func metadata(version: String) -> Object {
        var meta = Object()
        meta["io.modelcontextprotocol/protocolVersion"] = .string(version)
        meta["io.modelcontextprotocol/clientInfo"] = clientInfo
        meta["io.modelcontextprotocol/clientCapabilities"] = .object(Object())
        return meta
    }

    var clientInfo: Value {
        ["name": .string(options.clientName), "version": .string(options.clientVersion)]
    }
}
