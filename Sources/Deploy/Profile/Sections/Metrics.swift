package import Values

/// Where Prometheus metrics are.
package struct Metrics: Section {
    package static let summary = "The Prometheus endpoint."

    package var enabled = false
    package var port: Int?
    package var path = "/metrics"
    package var interval = Duration.seconds(30)
    package var tokenFile: String?
    package var fallbackProtocol: ExpositionFormat?
    package var names = Named<MetricName>()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.enabled, "enabled", "Whether the server exports metrics."),
        Field(\.port, "port", in: 1...65535, "The port of the endpoint; the MCP port when left out."),
        Field(\.path, "path", .urlPath, "The URL path of the endpoint."),
        Field(\.interval, "interval", "How often it is scraped: from 1s to 24h."),
        Field(
            \.tokenFile,
            "tokenFile",
            .absolutePath,
            "Where Prometheus reads the bearer token that the endpoint asks for."
        ),
        Field(
            \.fallbackProtocol,
            "fallbackProtocol",
            "What an answer without a known content type is read as; Prometheus 3 refuses it otherwise, 2 has no such key."
        ),
        Field(
            \.names,
            "names",
            keys: .nonEmpty,
            "Metrics that the preset does not know, or knows by another name, by the part they play."
        ),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard !(Duration.seconds(1)...Duration.seconds(86400)).contains(interval) else { return }
        decoding.error(
            "metrics.interval must be from 1s to 24h, not \(interval.profileText)",
            at: source["interval"]?.location
        )
    }
}

/// How metrics are written down, by Prometheus's names (`scrape_protocols`).
package enum ExpositionFormat: String, Choice {
    case text0 = "PrometheusText0.0.4"
    case text1 = "PrometheusText1.0.0"
    case openMetrics0 = "OpenMetricsText0.0.1"
    case openMetrics1 = "OpenMetricsText1.0.0"
}
