package import HTTPServing
internal import JSONRPC
internal import Synchronization
internal import Values

/// What a change with a key answered, for when it is asked again.
struct Replay: Sendable {
    let method: String
    let params: String
    let result: Value
}

extension DemoServer {
    /// `POST /admin/rpc`: who asks, what is asked, each answered by itself.
    package func adminReply(to request: ServerRequest) -> ServerReply {
        guard Visitor.isWelcome(request) else { return .now(.json(["error": "not from here"], status: 403)) }
        guard request.path == "/admin/rpc" else { return .now(.text("not here\n", status: 404)) }
        guard request.method == "POST" else { return .now(.text("only POST\n", status: 405)) }
        guard let actor = key(of: request).flatMap({ keys.role(of: $0) }) else {
            let error = RPCError.admin(401, "unauthenticated", "a key is needed")
            var answer = refusal(.null, error, status: 401)
            answer.headers["WWW-Authenticate"] = #"Bearer realm="mcp-admin""#
            return .now(answer)
        }
        let body: RPCBody
        do throws(RPCFault) { body = try RPCBody(request.body) } catch {
            return .now(.json(error.response.value, status: 400))
        }
        switch body {
        case .single(let message):
            return .now(
                adminAnswer(.success(message), actor).map { .json($0.value) } ?? ServerResponse(status: 204)
            )
        case .batch(let messages):
            let answers = messages.compactMap { adminAnswer($0, actor)?.value }
            return .now(answers.isEmpty ? ServerResponse(status: 204) : .json(.array(answers)))
        }
    }

    private func key(of request: ServerRequest) -> String? {
        if let key = request.headers["X-API-Key"] { return key }
        let words = (request.headers["Authorization"] ?? "").split(separator: " ", maxSplits: 1)
        guard words.count == 2, ["bearer", "apikey"].contains(words[0].lowercased()) else { return nil }
        return String(words[1])
    }

    private func adminAnswer(_ message: Result<RPCMessage, RPCFault>, _ actor: AdminRole) -> RPCResponse? {
        switch message {
        case .failure(let fault): return fault.response
        case .success(.response): return nil
        case .success(.request(let question)):
            let outcome: Result<Value, RPCError>
            do throws(RPCError) { outcome = .success(try perform(question, actor)) } catch {
                outcome = .failure(error)
            }
            guard let id = question.id else { return nil }
            switch outcome {
            case .success(let value): return RPCResponse(id: id, result: value)
            case .failure(let error): return RPCResponse(id: id, error: error)
            }
        }
    }

    private func perform(_ question: RPCRequest, _ actor: AdminRole) throws(RPCError) -> Value {
        if question.method == "rpc.discover" { return openRPC(role.name) }
        guard let method = AdminMethod.byName[question.method] else {
            throw RPCError(
                RPCError.methodNotFound,
                "there is no method '\(question.method)'",
                data: ["type": "method_not_found"]
            )
        }
        guard let params = question.params.map({ $0.object }) ?? Object() else {
            throw RPCError(
                RPCError.invalidParams,
                "parameters are given by name",
                data: ["type": "invalid_params"]
            )
        }
        try method.check(params)
        switch method.action {
        case .read(let read): return try read(self, params)
        case .change(_, let change):
            guard actor == .admin else {
                throw RPCError.admin(403, "permission_denied", "'\(method.name)' takes the role admin")
            }
            return try apply(method, params, change, actor)
        }
    }

    /// The envelope of every change: dry runs, keys against doing it twice, revisions, and the audit log.
    private func apply(
        _ method: AdminMethod,
        _ params: Object,
        _ change: @Sendable (DemoServer, AdminChange) throws(RPCError) -> AdminChange.Outcome,
        _ actor: AdminRole
    ) throws(RPCError) -> Value {
        let now = clock.now()
        let fingerprint = Value.object(params).json(.canonicalKeys)
        let key = params["idempotencyKey"]?.string
        if let key, let replay = replays.withLock({ $0[key] }) {
            guard replay.method == method.name, replay.params == fingerprint else {
                throw RPCError.admin(409, "conflict", "the idempotencyKey belongs to another change")
            }
            var result = replay.result.object ?? Object()
            result["replayed"] = true
            return .object(result)
        }
        let revision = state.withLock { $0.revision }
        if let wanted = params["ifRevision"]?.int, wanted != revision {
            throw RPCError.admin(409, "conflict", "the revision is \(revision), not \(wanted)")
        }
        let isDryRun = params["dryRun"]?.bool ?? false
        let outcome = try change(self, AdminChange(params: params, isDryRun: isDryRun, now: now))
        let hasChanged = !isDryRun && outcome.before != outcome.after
        var logged = params
        for name in ["idempotencyKey", "reason", "dryRun", "ifRevision"] { logged[name] = nil }
        var result = Object()
        result["changed"] = .bool(hasChanged)
        result["dryRun"] = .bool(isDryRun)
        result["before"] = outcome.before
        result["after"] = outcome.after
        state.withLock { state in
            if hasChanged { state.revision += 1 }
            result["revision"] = .int(state.revision)
            result["auditId"] = .string(
                state.audit.record(
                    at: now,
                    actor: actor.rawValue,
                    method: method.name,
                    params: .object(logged),
                    reason: params["reason"]?.string,
                    changed: hasChanged,
                    dryRun: isDryRun
                )
            )
        }
        for member in outcome.extra { result[member.key] = member.value }
        if let key, !isDryRun {
            let replay = Replay(method: method.name, params: fingerprint, result: .object(result))
            replays.withLock { replays in
                if replays.count >= 1000 { replays.removeAll() }
                replays[key] = replay
            }
        }
        return .object(result)
    }
}

extension AdminMethod {
    /// Unknown names and wrong types are told, all of them by name.
    func check(_ params: Object) throws(RPCError) {
        let known = parameters + (isMutating ? Self.ofChanges : [])
        for member in params {
            guard let parameter = known.first(where: { $0.name == member.key }) else {
                throw Self.invalid("'\(name)' has no parameter '\(member.key)'")
            }
            guard parameter.accepts(member.value) else {
                throw Self.invalid("'\(member.key)' is a \(parameter.type)")
            }
        }
        for parameter in known where parameter.isRequired && params[parameter.name] == nil {
            throw Self.invalid("'\(parameter.name)' is missing")
        }
    }

    static let ofChanges = [
        Parameter(name: "dryRun", type: "boolean"), Parameter(name: "reason", type: "string"),
        Parameter(name: "idempotencyKey", type: "string"), Parameter(name: "ifRevision", type: "integer"),
    ]

    private static func invalid(_ message: String) -> RPCError {
        RPCError(RPCError.invalidParams, message, data: ["type": "invalid_params"])
    }
}

extension AdminMethod.Parameter {
    fileprivate func accepts(_ value: Value) -> Bool {
        switch type {
        case "string": value.string != nil
        case "integer": value.int != nil
        case "number": value.number != nil
        case "boolean": value.bool != nil
        case _: value.object != nil
        }
    }
}
