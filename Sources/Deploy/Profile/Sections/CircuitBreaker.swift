package import Values

/// When calls to a failing upstream are cut off.
package struct CircuitBreaker: Section {
    package static let summary = "When calls to a failing upstream are cut off, and tried again."

    package var failureThreshold: Int?
    package var errorPercentage: Int?
    package var successThreshold: Int?
    package var timeout: Duration?
    package var recoveryTimeout = Duration.seconds(60)

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.failureThreshold, "failureThreshold", in: 1...10_000, "Failures in a row that open it."),
        Field(
            \.errorPercentage,
            "errorPercentage",
            in: 1...100,
            "Share of failed calls that opens it, in percent."
        ),
        Field(\.successThreshold, "successThreshold", in: 1...10_000, "Successes that close it again."),
        Field(\.timeout, "timeout", "When a call counts as failed."),
        Field(\.recoveryTimeout, "recoveryTimeout", "How long it stays open before a call is let through."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard failureThreshold == nil, errorPercentage == nil else { return }
        decoding.error(
            "\(decoding.subject) never opens",
            at: source.location,
            hint: "give it a failureThreshold or an errorPercentage"
        )
    }
}
