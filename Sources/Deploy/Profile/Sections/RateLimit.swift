package import Values

/// How many requests are answered before clients must wait.
package struct RateLimit: Section {
    package static let summary = "How many requests are answered before clients must wait."

    package var requestsPerMinute = 60
    package var burst: Int?
    package var perClient = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.requestsPerMinute,
            "requestsPerMinute",
            in: 1...10_000_000,
            "Requests a minute.",
            required: true
        ),
        Field(\.burst, "burst", in: 1...10_000_000, "How many may come at once."),
        Field(\.perClient, "perClient", "Whether each client has a limit of its own."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard let burst, burst > requestsPerMinute * 10 else { return }
        decoding.error(
            "rateLimit.burst (\(burst)) must be at most ten times requestsPerMinute (\(requestsPerMinute))",
            at: source["burst"]?.location,
            hint: "a burst that large switches the limit off"
        )
    }
}
