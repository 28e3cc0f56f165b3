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
