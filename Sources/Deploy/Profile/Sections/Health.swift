package import Values

/// How to tell whether the server works.
package struct Health: Section {
    package static let summary =
        "How to tell whether the server works: an HTTP path, an MCP tool, or the protocol itself."

    package var port: Int?
    package var path: String?
    package var readiness: String?
    package var liveness: String?
    package var tool: String?
    package var expectedTools: [String] = []
    package var canary: Canary?
    package var command: [String] = []
    package var startup = Duration.seconds(60)
    package var period = Duration.seconds(10)
    package var timeout = Duration.seconds(5)

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.port, "port", in: 1...65535, "The port of the health endpoint; the MCP port when left out."),
        Field(\.path, "path", .urlPath, "The HTTP health endpoint."),
        Field(
            \.readiness,
            "readiness",
            .urlPath,
            "A path that says whether requests may come; 'path' when left out."
        ),
        Field(
            \.liveness,
            "liveness",
            .urlPath,
            "A path that fails only when a restart would help; the open port when left out."
        ),
        Field(
            \.tool,
            "tool",
            .nonEmpty,
            "The MCP tool that reports health, for servers without an HTTP endpoint."
        ),
        Field(
            \.expectedTools,
            "expectedTools",
            "Tools that must be listed: a proxy in front of a dead server lists none."
        ),
        Field(\.canary, "canary", Canary.summary),
        Field(
            \.command,
            "command",
            "What tells the container's health, word by word (no shell), where one question is asked inside it: "
                + "Docker, Compose, ECS; made from the keys above when left out."
        ),
        Field(\.startup, "startup", "How long the server may take to start."),
        Field(\.period, "period", "How often it is asked."),
        Field(\.timeout, "timeout", "How long an answer may take."),
    ]

    package enum Kind: String, Sendable { case http, tool, `protocol` }

    package var kind: Kind { path != nil || readiness != nil ? .http : tool != nil ? .tool : .protocol }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if kind == .http, tool != nil {
            decoding.error(
                "health.tool would be ignored: health.\(path != nil ? "path" : "readiness") is asked instead",
                at: source["tool"]?.location,
                hint: "keep one of them"
            )
        }
        if kind != .http, let key = ["port", "liveness"].first(where: { source[$0] != nil }) {
            decoding.error(
                "health.\(key) needs health.path or health.readiness",
                at: source[key]?.location,
                hint: "name the HTTP health endpoint, or remove \(key)"
            )
        }
        for (key, value) in [("startup", startup), ("period", period), ("timeout", timeout)]
        where !(Duration.seconds(1)...Duration.seconds(86400)).contains(value) {
            decoding.error(
                "health.\(key) must be from 1s to 24h, not \(value.profileText)",
                at: source[key]?.location
            )
        }
        if timeout > period {
            decoding.error(
                "health.timeout (\(timeout.profileText)) must not be longer than health.period (\(period.profileText))",
                at: (source["timeout"] ?? source["period"])?.location
            )
        }
    }
}

/// A call of a tool that shows whether the server does its work.
package struct Canary: Section {
    package static let summary =
        "A call that shows whether the server does its work: of a tool that changes nothing."

    package var tool = ""
    package var arguments = Named<AnyTree>()
    package var timeout: Duration?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.tool, "tool", .nonEmpty, "The tool that is called.", required: true),
        Field(\.arguments, "arguments", keys: .nonEmpty, "What it is called with; no secrets."),
        Field(\.timeout, "timeout", "How long it may take: from 100ms to 5m; health.timeout when left out."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard let timeout, !(Duration.milliseconds(100)...Duration.seconds(300)).contains(timeout) else {
            return
        }
        decoding.error(
            "\(decoding.subject).timeout must be from 100ms to 5m, not \(timeout.profileText)",
            at: source["timeout"]?.location
        )
    }
}
