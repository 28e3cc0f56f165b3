internal import HTTPServing
internal import JSONRPC
internal import MCP
internal import Synchronization
internal import Values

/// Revision 2026-07-28: every request says everything, and nothing is remembered between them.
extension DemoServer {
    func modernReply(to question: RPCRequest, _ request: ServerRequest) -> ServerReply {
        guard let id = question.id else { return .now(ServerResponse(status: 202)) }
        if let wrong = misfit(question, request) { return .now(refusal(id, wrong, status: 400)) }
        state.withLock { $0.requests[question.method, default: 0] += 1 }
        switch question.method {
        case "server/discover":
            var result = Object()
            result["supportedVersions"] = .array(versions.map { .string($0) })
            result["capabilities"] = ["tools": ["listChanged": false]]
            result["instructions"] = .string(role.title)
            return .now(shaped(RPCResponse(id: id, result: .object(finished(result, isKept: true)))))
        case "tools/list":
            switch toolPage(question.params) {
            case .success(let page):
                let result = finished(page.object ?? Object(), isKept: true)
                return .now(shaped(RPCResponse(id: id, result: .object(result))))
            case .failure(let error): return .now(shaped(RPCResponse(id: id, error: error)))
            }
        case "tools/call":
            let name = question.params?["name"]?.string ?? ""
            let arguments = question.params?["arguments"]?.object ?? Object()
            let meta = question.params?["_meta"]?["io.modelcontextprotocol/clientInfo"]
            let client = meta?["name"]?.string ?? "unnamed"
            return .later { [self] in
                let outcome = await call(name, arguments, client: client)
                return answer(id, name, outcome) { finished($0, isKept: false) }
            }
        case _:
            let error = RPCError(RPCError.methodNotFound, "Method not found: \(question.method)")
            return .now(refusal(id, error, status: 404))
        }
    }

    private var versions: [String] { MCPRevision.modern + (role.eras == .both ? MCPRevision.legacy : []) }

    /// Every result tells its kind and whose it is; those of questions also how long they hold.
    private func finished(_ result: Object, isKept: Bool) -> Object {
        var result = result
        result["resultType"] = "complete"
        if isKept {
            result["ttlMs"] = 5000
            result["cacheScope"] = "public"
        }
        result["_meta"] = [
            "io.modelcontextprotocol/serverInfo": [
                "name": .string(role.name), "version": .string(role.version),
            ]
        ]
        return result
    }

    /// What is wrong with the version, the header fields or `_meta`, in the order in which a client can mend it.
    private func misfit(_ question: RPCRequest, _ request: ServerRequest) -> RPCError? {
        let meta = question.params?["_meta"]
        let told = meta?["io.modelcontextprotocol/protocolVersion"]?.string
        let field = request.headers["MCP-Protocol-Version"]
        if let told, let field, field != told {
            return mismatch("MCP-Protocol-Version is not the version in _meta")
        }
        if let asked = told ?? field ?? initialVersion(question), !MCPRevision.modern.contains(asked) {
            let supported = Value.array(versions.map { .string($0) })
            let data: Value = ["supported": supported, "requested": .string(asked)]
            return RPCError(-32022, "Unsupported protocol version", data: data)
        }
        guard field != nil else { return mismatch("MCP-Protocol-Version is missing") }
        guard told != nil else {
            return RPCError(
                RPCError.invalidParams,
                "_meta io.modelcontextprotocol/protocolVersion is missing"
            )
        }
        guard let method = request.headers["Mcp-Method"] else { return mismatch("Mcp-Method is missing") }
        guard method == question.method else { return mismatch("Mcp-Method is not the method of the body") }
        let named = ["tools/call": "name", "prompts/get": "name", "resources/read": "uri"]
        if let key = named[question.method] {
            guard let name = request.headers["Mcp-Name"] else { return mismatch("Mcp-Name is missing") }
            guard name == question.params?[key]?.string else {
                return mismatch("Mcp-Name is not the \(key) of the body")
            }
        }
        guard meta?["io.modelcontextprotocol/clientCapabilities"]?.object != nil else {
            return RPCError(
                RPCError.invalidParams,
                "_meta io.modelcontextprotocol/clientCapabilities is missing"
            )
        }
        return nil
    }

    private func initialVersion(_ question: RPCRequest) -> String? {
        question.method == "initialize" ? question.params?["protocolVersion"]?.string ?? "unknown" : nil
    }

    private func mismatch(_ message: String) -> RPCError { RPCError(-32020, "Header mismatch: \(message)") }
}
