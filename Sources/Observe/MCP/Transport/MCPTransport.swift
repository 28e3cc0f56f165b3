internal import HTTP
internal import JSONRPC
internal import Values

/// Carries messages to a server and answers back.
protocol MCPTransport: Sendable {
    /// Sends one message and waits for what answers it; nothing answers a notification.
    func exchange(_ message: MCPMessage, deadline: Duration) async -> MCPReply

    /// Ends a session, without a word about how it went.
    func end(_ session: String, version: String, deadline: Duration) async

    /// Lets go of what is held open.
    func close(deadline: Duration) async
}

/// A message with what HTTP says of it in fields of its own.
struct MCPMessage: Sendable {
    var request: RPCRequest
    /// `MCP-Protocol-Version`; nothing before it was agreed upon.
    var version: String?
    var session: String?
    /// How much longer than its deadline it waits for the head of an answer, which may name a session.
    var grace = Duration.zero
    /// `Mcp-Method`, `Mcp-Name` and `Mcp-Param-…`, which the newer era has.
    var routing = HTTPHeaders()
}

/// What came back.
struct MCPReply: Sendable {
    var outcome: Result<Value, MCPFailure>
    /// The session that the answer names, whether it was asked for or not.
    var session: String?
    var timings: HTTPTimings?
}
