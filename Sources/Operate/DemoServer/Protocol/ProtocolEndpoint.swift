internal import HTTPServing
internal import JSONRPC
internal import Values

extension DemoServer {
    /// `/mcp`: streamable HTTP of both eras, as far as the server's role speaks them.
    func protocolReply(to request: ServerRequest) -> ServerReply {
        guard Visitor.isWelcome(request) else {
            return .now(.json(["error": "this Host or Origin may not ask here"], status: 403))
        }
        if let challenge = challenge(request) { return .now(challenge) }
        switch request.method {
        case "POST": return messageReply(to: request)
        case "GET" where role.eras != .modern && !isModern(request): return listenReply(to: request)
        case "DELETE" where role.eras != .modern && !isModern(request): return .now(endSession(request))
        case _:
            var answer = ServerResponse.text("only POST\n", status: 405)
            answer.headers["Allow"] = role.eras == .modern ? "POST" : "POST, GET, DELETE"
            return .now(answer)
        }
    }

    private func messageReply(to request: ServerRequest) -> ServerReply {
        let type = (request.headers["Content-Type"] ?? "").prefix { $0 != ";" }.lowercased()
        guard type == "application/json" else {
            return .now(.text("messages are application/json\n", status: 415))
        }
        let accepted = (request.headers["Accept"] ?? "").lowercased()
        guard
            accepted.contains("application/json") && accepted.contains("text/event-stream")
                || accepted.contains("*/*")
        else {
            return .now(.text("Accept must name application/json and text/event-stream\n", status: 406))
        }
        let body: RPCBody
        do throws(RPCFault) { body = try RPCBody(request.body) } catch {
            return .now(.json(error.response.value, status: 400))
        }
        // Batches were in 2025-03-26 only.
        guard case .single(let message) = body else {
            return .now(
                refusal(.null, RPCError(RPCError.invalidRequest, "batches are not taken"), status: 400)
            )
        }
        guard case .request(let question) = message else { return .now(ServerResponse(status: 202)) }
        let isNewer =
            role.eras != .legacy && (role.eras == .modern || isModern(request) || hasModernMeta(question))
        return isNewer ? modernReply(to: question, request) : legacyReply(to: question, request)
    }

    /// Whether the header names a revision that is no older one.
    func isModern(_ request: ServerRequest) -> Bool {
        request.headers["MCP-Protocol-Version"].map { $0 >= "2026" } ?? false
    }

    private func hasModernMeta(_ question: RPCRequest) -> Bool {
        question.params?["_meta"]?["io.modelcontextprotocol/protocolVersion"] != nil
    }

    func refusal(_ id: RPCID, _ error: RPCError, status: Int) -> ServerResponse {
        .json(RPCResponse(id: id, error: error).value, status: status)
    }

    /// An answer in the form that the role has chosen: JSON, or a stream with one event.
    func shaped(_ response: RPCResponse, status: Int = 200) -> ServerResponse {
        guard role.streamsAnswers, status == 200 else { return .json(response.value, status: status) }
        return .text("event: message\ndata: \(response.json)\n\n", type: "text/event-stream")
    }
}
