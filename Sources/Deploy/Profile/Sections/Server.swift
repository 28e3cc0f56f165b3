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

/// The sessions of protocol revisions up to 2025-11-25; the stateless revision 2026-07-28 has none.
package struct Sessions: Section {
    package static let summary = "Where Mcp-Session-Id sessions are kept; 'none' for stateless servers."

    package enum Store: String, Choice { case none, memory, shared }

    package var store = Store.memory
    package var idleTimeout = Duration.seconds(1800)

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.store,
            "store",
            "none: stateless; memory: in the process; shared: in a store every replica reaches."
        ),
        Field(\.idleTimeout, "idleTimeout", "How long clients are kept on the same replica: at most 24h."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(
        form: "one of none, memory, shared",
        schema: ["enum": ["none", "memory", "shared"]]
    ) { value in
        value.string.flatMap(Store.init(rawValue:)).map {
            var sessions = Sessions()
            sessions.store = $0
            return sessions
        }
    }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        // Kubernetes: sessionAffinityConfig.clientIP.timeoutSeconds must be within 1...86400.
        guard idleTimeout < .seconds(1) || idleTimeout > .seconds(86400) else { return }
        decoding.error(
            "\(decoding.subject).idleTimeout must be from 1s to 24h",
            at: source["idleTimeout"]?.location
        )
    }
}

/// An existing program that serves a stdio server over streamable HTTP.
package struct Bridge: Section {
    package static let summary = "An existing program that serves a stdio server over streamable HTTP."

    package var name = ""
    package var command: [String] = []
    package var stateless: [String] = []
    package var healthPath: String?
    package var sharesProcess = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.name,
            "name",
            .nonEmpty,
            "The bridge's package name: it must be in the image.",
            required: true
        ),
        Field(
            \.command,
            "command",
            "How it starts; {port} and {path} are the endpoint's, {command...} the server's words, {command} one text, "
                + "{stateless...} the words of 'stateless'.",
            required: true
        ),
        Field(
            \.stateless,
            "stateless",
            "What it is told when server.sessions is none, so that any replica may answer."
        ),
        Field(\.healthPath, "healthPath", .urlPath, "Where the bridge itself says that it lives."),
        Field(\.sharesProcess, "sharesProcess", "Whether all clients talk to one server process."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if !stateless.isEmpty, !command.contains("{stateless...}") {
            decoding.error(
                "\(decoding.subject).stateless would be ignored: the command has no place for it",
                at: source["stateless"]?.location,
                hint: "put {stateless...} among the bridge's options"
            )
        }
        guard !command.contains(where: { $0.contains("{command}") || $0 == "{command...}" }) else { return }
        decoding.error(
            "\(decoding.subject).command never starts the server",
            at: source["command"]?.location,
            hint: "put {command...} where the server's own command belongs"
        )
    }
}
