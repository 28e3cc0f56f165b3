internal import HTTP
internal import JSONRPC
internal import Synchronization
internal import Values

/// Streamable HTTP: a POST for every message, answered as JSON or as a stream of events.
struct HTTPTransport: MCPTransport {
    let exchange: HTTPExchange
    /// Address, headers, TLS and limits of every request.
    let base: HTTPRequest

    init(http: HTTPClient, base: HTTPRequest) {
        exchange = HTTPExchange(http: http, limit: base.responseLimit)
        self.base = base
    }

    func exchange(_ message: MCPMessage, deadline: Duration) async -> MCPReply {
        let request = request(message, deadline: deadline + message.grace)
        let end = ContinuousClock.now + deadline
        // Known although the body never comes.
        let head = Mutex<String?>(nil)
        do throws(HTTPError) {
            let answer = try await exchange.send(
                request,
                reading: message.request.id.map { .answer(to: $0) } ?? .body,
                until: end,
                onHead: { headers in head.withLock { $0 = headers["Mcp-Session-Id"] } }
            )
            let outcome = answer.outcome(
                hasSession: message.session != nil,
                isNotification: message.request.isNotification,
                at: base.endpoint
            )
            return MCPReply(outcome: outcome, session: answer.session, timings: answer.timings)
        } catch {
            return MCPReply(outcome: .failure(MCPFailure(error)), session: head.withLock { $0 })
        }
    }

    func end(_ session: String, version: String, deadline: Duration) async {
        var request = base
        request.method = .delete
        request.deadline = deadline
        request.headers["MCP-Protocol-Version"] = version
        request.headers["Mcp-Session-Id"] = session
        _ = try? await exchange.http.send(request)
    }

    func close(deadline: Duration) async {}

    private func request(_ message: MCPMessage, deadline: Duration) -> HTTPRequest {
        var request = base
        request.method = .post
        request.deadline = deadline
        request.headers["Content-Type"] = "application/json"
        request.headers["Accept"] = "application/json, text/event-stream"
        if let version = message.version { request.headers["MCP-Protocol-Version"] = version }
        if let session = message.session { request.headers["Mcp-Session-Id"] = session }
        for field in message.routing.fields { request.headers[field.name] = field.value }
        request.body = message.request.bytes
        return request
    }
}
