package import Values

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
