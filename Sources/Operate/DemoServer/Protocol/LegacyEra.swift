internal import HTTPServing
internal import JSONRPC
internal import MCP
internal import Synchronization
internal import Values

/// Revisions 2024-11-05 to 2025-11-25: a handshake, a session, and an end.
extension DemoServer {
    func legacyReply(to question: RPCRequest, _ request: ServerRequest) -> ServerReply {
        if question.method == "initialize", let id = question.id {
            return .now(initialize(id, question.params))
        }
        let session: Session
        switch known(request) {
        case .success(let found): session = found
        case .failure(let problem): return .now(problem.response(to: question.id ?? .null))
        }
        if let version = request.headers["MCP-Protocol-Version"], !MCPRevision.legacy.contains(version) {
            return .now(.text("Unsupported protocol version: \(version)\n", status: 400))
        }
        let now = clock.now()
        state.withLock { state in
            state.sessions.change(session.id) { $0.usedAt = now }
            state.requests[question.method, default: 0] += 1
        }
        guard let id = question.id else { return .now(ServerResponse(status: 202)) }
        switch question.method {
        case "ping": return .now(shaped(RPCResponse(id: id, result: [:])))
        case "logging/setLevel":
            guard let level = question.params?["level"]?.string else {
                let error = RPCError(RPCError.invalidParams, "level is missing")
                return .now(shaped(RPCResponse(id: id, error: error)))
            }
            state.withLock { $0.logLevel = level }
            return .now(shaped(RPCResponse(id: id, result: [:])))
        case "tools/list":
            switch toolPage(question.params) {
            case .success(let page): return .now(shaped(RPCResponse(id: id, result: page)))
            case .failure(let error): return .now(shaped(RPCResponse(id: id, error: error)))
            }
        case "tools/call":
            let name = question.params?["name"]?.string ?? ""
            let arguments = question.params?["arguments"]?.object ?? Object()
            return .later { [self] in
                let outcome = await call(name, arguments, client: session.client, session: session.id)
                return answer(id, name, outcome) { $0 }
            }
        case _:
            let error = RPCError(RPCError.methodNotFound, "Method not found: \(question.method)")
            return .now(shaped(RPCResponse(id: id, error: error)))
        }
    }

    private func initialize(_ id: RPCID, _ params: Value?) -> ServerResponse {
        guard let asked = params?["protocolVersion"]?.string else {
            return refusal(id, RPCError(RPCError.invalidParams, "protocolVersion is missing"), status: 400)
        }
        // Its own newest where it does not know the client's ("Lifecycle", section "Version Negotiation").
        let version = MCPRevision.legacy.contains(asked) ? asked : MCPRevision.legacy[0]
        let client = params?["clientInfo"]?["name"]?.string ?? "unnamed"
        let now = clock.now()
        let session = state.withLock { state in
            state.requests["initialize", default: 0] += 1
            return state.sessions.open(client, version: version, at: now)
        }
        let result: Value = [
            "protocolVersion": .string(version),
            "capabilities": ["tools": ["listChanged": false], "logging": [:]],
            "serverInfo": [
                "name": .string(role.name), "title": .string(role.title), "version": .string(role.version),
            ],
        ]
        var answer = shaped(RPCResponse(id: id, result: result))
        answer.headers["Mcp-Session-Id"] = session.id
        return answer
    }

    /// Why there is no session: 400 when none is named, 404 when it is not known any more.
    enum NoSession: Error {
        case missing, unknown

        func response(to id: RPCID) -> ServerResponse {
            let (text, status) =
                switch self {
                case .missing: ("Bad Request: Missing session ID", 400)
                case .unknown: ("Session not found", 404)
                }
            let error = RPCError(RPCError.invalidRequest, text)
            return .json(RPCResponse(id: id, error: error).value, status: status)
        }
    }

    private func known(_ request: ServerRequest) -> Result<Session, NoSession> {
        guard let id = request.headers["Mcp-Session-Id"] else { return .failure(.missing) }
        return state.withLock { $0.sessions.session(id) }.map { .success($0) } ?? .failure(.unknown)
    }

    /// DELETE: the client is done.
    func endSession(_ request: ServerRequest) -> ServerResponse {
        switch known(request) {
        case .failure(let problem): return problem.response(to: .null)
        case .success(let session):
            end(session.id)
            return ServerResponse(status: 200)
        }
    }

    /// Ends a session and its stream; answers what it was.
    @discardableResult
    func end(_ id: String) -> Session? {
        let session = state.withLock { $0.sessions.end(id) }
        streams.withLock { $0.removeValue(forKey: id) }?.finish()
        return session
    }

    /// GET: a stream for what the server has to say of itself; a comment now and then finds out who is gone.
    func listenReply(to request: ServerRequest) -> ServerReply {
        guard (request.headers["Accept"] ?? "").lowercased().contains("text/event-stream") else {
            return .now(.text("Accept must name text/event-stream\n", status: 406))
        }
        switch known(request) {
        case .failure(let problem): return .now(problem.response(to: .null))
        case .success(let session):
            let stream = ServerStream()
            let older = streams.withLock { streams in
                defer { streams[session.id] = stream }
                return streams[session.id]
            }
            older?.finish()
            stream.write(Array(": here\n\n".utf8))
            Task {
                while !stream.isClosed {
                    try? await Task.sleep(for: .seconds(15))
                    stream.write(Array(": still here\n\n".utf8))
                }
            }
            return .now(ServerResponse(headers: ["Content-Type": "text/event-stream"], stream: stream))
        }
    }
}
