package import Values

/// How clients reach the server.
package struct Server: Section {
    package static let summary = "How clients reach the server: transport, port, path, sessions, drain."

    package enum Transport: String, Choice {
        case stdio
        case streamableHTTP = "streamable-http"
        case sse, websocket
    }

    package var transport = Transport.streamableHTTP
    package var port = 3000
    package var path = "/mcp"
    package var sessions = Sessions()
    package var drain = Duration.seconds(45)
    package var bridge: Bridge?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.transport, "transport", "The MCP transport the server itself speaks."),
        Field(\.port, "port", in: 1...65535, "The port of the MCP endpoint: the bridge's when there is one."),
        Field(\.path, "path", .urlPath, "The URL path of the MCP endpoint."),
        Field(\.sessions, "sessions", "Where the sessions of the older protocol revisions are kept."),
        Field(\.drain, "drain", "How long open streams may go on after a stop was asked for."),
        Field(\.bridge, "bridge", "What serves a stdio server over HTTP."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if drain > .seconds(3600) {
            decoding.error("server.drain must be an hour at most", at: source["drain"]?.location)
        }
        if bridge != nil, transport != .stdio {
            decoding.error(
                "server.bridge would be ignored: only a stdio server needs one, this one speaks \(transport.rawValue)",
                at: source["bridge"]?.location,
                hint: "remove bridge (bridge: null when a preset brings it), or say transport: stdio"
            )
        }
    }

    /// Whether replicas may differ in what they know about a client.
    package var keepsSessions: Bool { sessions.store == .memory }
}
