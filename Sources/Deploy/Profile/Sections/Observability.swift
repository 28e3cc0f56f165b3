/// Where numbers, traces and errors go, and who is told.
package struct Observability: Section {
    package static let summary = "Where metrics and errors go, what is promised, and who is told."

    package var prometheusOperator = false
    package var slo = ServiceLevel()
    package var alerts = Alerts()
    package var runbooks: String?
    package var grafana: String?
    package var errorTracking: ErrorTracking?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.prometheusOperator,
            "prometheusOperator",
            "Whether the cluster runs the Prometheus operator: renders a ServiceMonitor and a PrometheusRule."
        ),
        Field(\.slo, "slo", ServiceLevel.summary),
        Field(\.alerts, "alerts", Alerts.summary),
        Field(
            \.runbooks,
            "runbooks",
            .httpURL,
            "The folder of the runbooks: an alert's page is the folder, '/' and its name."
        ),
        Field(\.grafana, "grafana", .httpURL, "Grafana's address: alerts link to their dashboard there."),
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
