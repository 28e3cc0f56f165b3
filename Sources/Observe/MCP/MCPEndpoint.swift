package import HTTP

/// Where an MCP server is, and as whom it is spoken to.
package enum MCPEndpoint: Sendable {
    /// Streamable HTTP at one URL; the headers, `Authorization` among them, go with every request and are never shown.
    case http(
        url: String,
        headers: HTTPHeaders = HTTPHeaders(),
        tls: TLSOptions = TLSOptions(),
        proxy: HTTPRequest.Proxy = .environment,
        socket: String? = nil
    )
    /// A program that speaks on its standard input and output; it gets this environment and no other.
    case stdio(command: [String], environment: [String: String], folder: String? = nil)

    /// What messages call it: without a query, which may hold credentials.
    package var name: String {
        switch self {
        case .http(let url, _, _, _, let socket):
            var request = HTTPRequest(.post, url)
            request.socket = socket
            return request.endpoint
        case .stdio(let command, _, _): return command.first ?? "an empty command"
        }
    }
}
