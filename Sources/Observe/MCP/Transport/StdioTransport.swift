struct StdioTransport: MCPTransport {
    let endpoint: MCPEndpoint

    func exchange(_ message: MCPMessage, deadline: Duration) async -> MCPReply {
        MCPReply(outcome: .failure(MCPFailure(.ended(""), at: endpoint.name, "programs are not started yet")))
    }
    func end(_ session: String, version: String, deadline: Duration) async {}
    func close(deadline: Duration) async {}
}
