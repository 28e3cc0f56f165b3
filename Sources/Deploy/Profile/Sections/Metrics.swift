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
