internal import HTTPServing
internal import JSONRPC
internal import Synchronization
internal import Values

extension DemoServer {
    /// Calls a tool and waits as long as it takes.
    func call(_ name: String, _ arguments: Object, client: String, session: String? = nil) async
        -> CallOutcome
    {
        let begun = clock.now()
        let call = state.withLock { $0.begin(name, arguments, client: client, session: session, at: begun) }
        if call.duration > 1 { try? await Task.sleep(for: .milliseconds(call.duration)) }
        let now = clock.now()
        state.withLock { $0.finish(call, at: now) }
        return call.outcome
    }

    /// `tools/list`, page by page.
    func toolPage(_ params: Value?) -> Result<Value, RPCError> {
        let tools = state.withLock { state in state.tools.filter(\.isEnabled).map(\.role) }
        var start = 0
        if let cursor = params?["cursor"] {
            guard let text = cursor.string, text.hasPrefix("page-"), let place = Int(text.dropFirst(5)),
                tools.indices.contains(place)
            else { return .failure(RPCError(RPCError.invalidParams, "there is no such cursor")) }
            start = place
        }
        let page = tools[start...].prefix(role.pageSize)
        var result = Object()
        result["tools"] = .array(page.map(\.forClients))
        if page.endIndex < tools.endIndex { result["nextCursor"] = .string("page-\(page.endIndex)") }
        return .success(.object(result))
    }

    /// What a client is answered, in the words that servers of this kind have.
    func answer(_ id: RPCID, _ name: String, _ outcome: CallOutcome, finish: (Object) -> Object)
        -> ServerResponse
    {
        switch outcome {
        case .answer(let value): return shaped(RPCResponse(id: id, result: result(value, finish)))
        case .failure(_, let message):
            var result = Object()
            result["content"] = [["type": "text", "text": .string(message)]]
            result["isError"] = true
            return shaped(RPCResponse(id: id, result: .object(finish(result))))
        case .unknownTool:
            let error = RPCError(RPCError.invalidParams, "Unknown tool: \(name)")
            return shaped(RPCResponse(id: id, error: error))
        case .draining:
            var answer = refusal(id, RPCError(RPCError.internalError, "the server drains"), status: 503)
            answer.headers["Retry-After"] = "5"
            return answer
        case .rateLimited(let wait, let remaining, let limit):
            return limited(id, wait: wait, remaining: remaining, limit: limit, finish)
        }
    }

    private func result(_ value: Value, _ finish: (Object) -> Object) -> Value {
        var result = Object()
        result["content"] = [["type": "text", "text": .string(value.json(.compact))]]
        result["structuredContent"] = value
        result["isError"] = false
        return .object(finish(result))
    }

    /// Refusals for coming too often differ most of all.
    private func limited(
        _ id: RPCID,
        wait: Double,
        remaining: Double,
        limit: Double,
        _ finish: (Object) -> Object
    ) -> ServerResponse {
        let seconds = Int(wait.rounded(.up))
        switch role.health {
        case .factory:
            // A result like any other, with an error in its text.
            let value: Value = [
                "error": "Rate limit exceeded", "retryAfterSeconds": .int(seconds),
                "remaining": .int(Int(remaining)), "limit": .number(Number(limit)), "window": 60,
            ]
            return shaped(RPCResponse(id: id, result: result(value, finish)))
        case .qsys:
            let error = RPCError(-32005, "Rate limit exceeded", data: ["retryAfter": .int(seconds)])
            return shaped(RPCResponse(id: id, error: error))
        case .patterns, .sandbox, .kailash, .plainText, .bareString:
            let error = RPCError(
                429,
                "Too many requests",
                data: ["type": "rate_limited", "retryAfterSeconds": .int(seconds)]
            )
            var answer = refusal(id, error, status: 429)
            answer.headers["Retry-After"] = String(seconds)
            return answer
        }
    }
}

extension ToolRole {
    fileprivate var forClients: Value {
        var schema = Object()
        schema["type"] = "object"
        if !argument.isEmpty {
            var properties = Object()
            properties[argument] = ["type": "string"]
            schema["properties"] = .object(properties)
            schema["required"] = [.string(argument)]
        }
        return [
            "name": .string(name), "description": .string(description), "inputSchema": .object(schema),
        ]
    }
}
