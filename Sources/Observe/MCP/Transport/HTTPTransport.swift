internal import HTTP
internal import JSONRPC
internal import Values

/// Streamable HTTP: a POST for every message, answered as JSON or as a stream of events.
struct HTTPTransport: MCPTransport {
    let http: HTTPClient
    /// Address, headers, TLS and limits of every request.
    let base: HTTPRequest

    func exchange(_ message: MCPMessage, deadline: Duration) async -> MCPReply {
        var request = self.request(
            .post,
            version: message.version,
            session: message.session,
            deadline: deadline
        )
        request.headers["Content-Type"] = "application/json"
        request.headers["Accept"] = "application/json, text/event-stream"
        for field in message.routing.fields { request.headers[field.name] = field.value }
        request.body = message.request.bytes
        let start = ContinuousClock.now
        do throws(HTTPError) {
            let response = try await http.send(request)
            let answer = HTTPAnswer(response, endpoint: base.endpoint)
            return MCPReply(
                outcome: answer.outcome(of: message),
                session: response.headers["Mcp-Session-Id"],
                timings: MCPTimings(total: ContinuousClock.now - start)
            )
        } catch {
            return MCPReply(outcome: .failure(MCPFailure(error)))
        }
    }

    func end(_ session: String, version: String, deadline: Duration) async {
        let request = self.request(.delete, version: version, session: session, deadline: deadline)
        _ = try? await http.send(request)
    }

    func close(deadline: Duration) async {}

    private func request(
        _ method: HTTPRequest.Method,
        version: String?,
        session: String?,
        deadline: Duration
    ) -> HTTPRequest {
        var request = base
        request.method = method
        request.deadline = deadline
        if let version { request.headers["MCP-Protocol-Version"] = version }
        if let session { request.headers["Mcp-Session-Id"] = session }
        return request
    }
}
