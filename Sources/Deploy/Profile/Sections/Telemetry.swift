package import Values

/// Where Prometheus metrics are.
package struct Metrics: Section {
    package static let summary = "The Prometheus endpoint."

    package var enabled = false
    package var port: Int?
    package var path = "/metrics"
    package var interval = Duration.seconds(30)

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.enabled, "enabled", "Whether the server exports metrics."),
        Field(\.port, "port", in: 1...65535, "The port of the endpoint; the MCP port when left out."),
        Field(\.path, "path", .urlPath, "The URL path of the endpoint."),
        Field(\.interval, "interval", "How often it is scraped: from 1s to 24h."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard !(Duration.seconds(1)...Duration.seconds(86400)).contains(interval) else { return }
        decoding.error(
            "metrics.interval must be from 1s to 24h, not \(interval.profileText)",
            at: source["interval"]?.location
        )
    }
}

/// What the server logs.
package struct Logging: Section {
    package static let summary = "What the server logs, and how."

    package enum Level: String, Choice { case debug, info, warn, error }
    package enum Format: String, Choice { case json, text }

    package var level = Level.info
    package var format = Format.json

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.level, "level", "The least severe messages that are logged."),
        Field(\.format, "format", "json for machines, text for people."),
    ]
}

/// Where numbers, traces and errors go.
package struct Observability: Section {
    package static let summary = "Where metrics and errors go."

    package var prometheusOperator = false
    package var errorTracking: ErrorTracking?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.prometheusOperator,
            "prometheusOperator",
            "Whether the cluster runs the Prometheus operator: renders a ServiceMonitor."
        ),
        Field(\.errorTracking, "errorTracking", "Where unexpected errors are reported."),
    ]
}

/// An error tracker, addressed by a secret.
package struct ErrorTracking: Section {
    package static let summary = "An error tracker, addressed by a secret."

    package enum Kind: String, Choice { case sentry, otlp }

    package var kind = Kind.sentry
    package var secret = ""

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.kind, "kind", "Which protocol the server reports errors by."),
        Field(
            \.secret,
            "secret",
            .environmentName,
            "The name under 'secrets' that holds the address.",
            required: true
        ),
    ]
}

/// The admin JSON-RPC channel.
package struct Admin: Section {
    package static let summary = "The admin JSON-RPC channel, on a listener of its own."

    package var enabled = false
    package var port = 9901
    package var path = "/admin/rpc"
    package var secret: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.enabled, "enabled", "Whether the server has the channel."),
        Field(\.port, "port", in: 1...65535, "Its port: never the MCP port."),
        Field(\.path, "path", .urlPath, "Its URL path."),
        Field(\.secret, "secret", .environmentName, "The name under 'secrets' that holds its key."),
    ]
}
