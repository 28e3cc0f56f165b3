internal import HTTP
internal import JSONRPC
internal import Values

extension MCPClient {
    /// Finds out the era as "Backward Compatibility" wants it: `server/discover`, and whatever is no recognized answer of
    /// the newer era means `initialize`.
    func shakeHands(until end: ContinuousClock.Instant) async throws(MCPFailure) -> MCPServer {
        if server?.era == .legacy {
            do throws(MCPFailure) { return try await initialize(until: end) } catch {
                guard error.rpcError.map(ModernError.isRecognized) == true else { throw error }
                server = nil
            }
        }
        if let found = try await discover(until: end) { return found }
        return try await initialize(until: end)
    }

    /// The server, if it is of the newer era.
    private func discover(until end: ContinuousClock.Instant) async throws(MCPFailure) -> MCPServer? {
        var version = MCPRevision.modern[0]
        for _ in MCPRevision.modern.indices {
            let asked = MCPServer(era: .modern, protocolVersion: version)
            let reply = await send(
                "server/discover",
                Object(),
                HTTPHeaders(),
                asked,
                deadline: try discoveryDeadline(end)
            )
            switch reply.outcome {
            case .success(let result): return MCPServer(discovered: result, version: version)
            case .failure(let failure):
                guard let error = failure.rpcError else {
                    if isFinal(failure) { throw failure }
                    return nil
                }
                guard ModernError.isRecognized(error) else { return nil }
                guard let supported = ModernError.supportedVersions(error) else { throw failure }
                if let common = MCPRevision.modern.first(where: { $0 != version && supported.contains($0) }) {
                    version = common
                } else if supported.contains(where: MCPRevision.legacy.contains) {
                    return nil
                } else {
                    throw self.failure(
                        .noCommonVersion(supported),
                        "the server speaks \(supported.joined(separator: ", ")) only"
                    )
                }
            }
        }
        return nil
    }

    /// A program of the older era may not answer at all what it does not know.
    private func discoveryDeadline(_ end: ContinuousClock.Instant) throws(MCPFailure) -> Duration {
        let rest = try rest(until: end)
        switch endpoint {
        case .http: return rest
        case .stdio: return min(options.discoveryDeadline, rest / 2)
        }
    }

    /// Whether asking in the older era would meet the same.
    private func isFinal(_ failure: MCPFailure) -> Bool {
        switch failure.kind {
        case .transfer(.timedOut): if case .stdio = endpoint { false } else { true }
        case .transfer, .unauthorized, .rateLimited, .forbidden, .cancelled, .ended: true
        case .unavailable: [502, 503, 504].contains(failure.status)
        case .wrongService, .badAnswer, .refused, .noCommonVersion, .sessionLost, .tooMuch, .inputRequired:
            false
        }
    }

    /// The handshake of the older era (2025-11-25, "Lifecycle", section "Initialization").
    private func initialize(until end: ContinuousClock.Instant) async throws(MCPFailure) -> MCPServer {
        abandonSession()
        var version = MCPRevision.legacy[0]
        while true {
            do throws(MCPFailure) {
                return try await initialize(version, until: end)
            } catch {
                guard let older = olderVersion(than: version, after: error) else { throw error }
                version = older
            }
        }
    }

    /// Exchanges a message that opens a session: when nobody waits any more, the session is ended as soon as it is known.
    private func outlastingExchange(_ message: MCPMessage, deadline: Duration) async -> MCPReply {
        let (transport, grace) = (transport, options.closingDeadline)
        let version = MCPRevision.legacy[0]
        var message = message
        message.grace = grace
        let step = Outlasting { [message] in
            await transport.exchange(message, deadline: deadline)
        } late: { reply in
            guard let session = reply.session else { return }
            await transport.end(session, version: version, deadline: grace)
        }
        if let reply = await step.value(within: deadline) { return reply }
        endings.append(step.task)
        let failure =
            Task.isCancelled
            ? failure(.cancelled, "the request was given up")
            : failure(.transfer(.timedOut), "\(endpoint.name): no whole answer in time")
        return MCPReply(outcome: .failure(failure))
    }

    private func olderVersion(than version: String, after failure: MCPFailure) -> String? {
        guard let error = failure.rpcError, let place = MCPRevision.legacy.firstIndex(of: version) else {
            return nil
        }
        let older = MCPRevision.legacy[(place + 1)...]
        if let supported = ModernError.supportedVersions(error) {
            return older.first(where: supported.contains)
        }
        // A server may refuse in words of its own.
        return error.message.lowercased().contains("version") ? older.first : nil
    }

    private func initialize(_ version: String, until end: ContinuousClock.Instant) async throws(MCPFailure)
        -> MCPServer
    {
        var params = Object()
        params["protocolVersion"] = .string(version)
        params["capabilities"] = .object(Object())
        params["clientInfo"] = clientInfo
        let request = RPCRequest(id: nextID(), "initialize", .object(params))
        let reply = await outlastingExchange(MCPMessage(request: request), deadline: try rest(until: end))
        let result: Value
        do throws(MCPFailure) { result = try reply.outcome.get() } catch {
            if let opened = reply.session { self.end(session: opened) }
            throw error
        }
        session = reply.session
        guard let found = MCPServer(initialized: result) else {
            abandonSession()
            throw failure(.badAnswer, "the answer to `initialize` has no `protocolVersion`")
        }
        guard MCPRevision.legacy.contains(found.protocolVersion) else {
            abandonSession()
            throw failure(
                .noCommonVersion([found.protocolVersion]),
                "the server speaks \(found.protocolVersion) only"
            )
        }
        let told = MCPMessage(
            request: .notification("notifications/initialized"),
            version: found.protocolVersion,
            session: session
        )
        let answer = await transport.exchange(told, deadline: try rest(until: end))
        if case .failure(let failure) = answer.outcome {
            abandonSession()
            throw failure
        }
        isInitialized = true
        return found
    }
}

extension MCPServer {
    /// The result of `server/discover`; nothing when it is none.
    init?(discovered result: Value, version: String) {
        guard let versions = result["supportedVersions"]?.array else { return nil }
        self.init(era: .modern, protocolVersion: version)
        supportedVersions = versions.compactMap(\.string)
        describe(result["_meta"]?["io.modelcontextprotocol/serverInfo"] ?? result["serverInfo"], result)
    }

    /// The result of `initialize`.
    init?(initialized result: Value) {
        guard let version = result["protocolVersion"]?.string else { return nil }
        self.init(era: .legacy, protocolVersion: version)
        describe(result["serverInfo"], result)
    }

    private mutating func describe(_ info: Value?, _ result: Value) {
        name = info?["name"]?.string
        version = info?["version"]?.string
        title = info?["title"]?.string
        capabilities = result["capabilities"]?.object ?? Object()
        instructions = result["instructions"]?.string
    }
}
