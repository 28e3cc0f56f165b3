/// How failed calls to upstreams are repeated.
package struct Retries: Section {
    package static let summary = "How failed calls to upstreams are repeated."

    package var max = 3
    package var baseDelay = Duration.seconds(1)

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.max, "max", in: 0...20, "Attempts after the first."),
        Field(\.baseDelay, "baseDelay", "The first pause; each further one is twice as long."),
    ]
}
