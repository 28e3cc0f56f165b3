/// What only Docker Compose needs to know.
package struct ComposeOptions: Section {
    package static let summary = "What only Docker Compose needs to know."

    package var publish: String?
    package var monitoring = false

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.publish,
            "publish",
            .nonEmpty,
            "The host address the MCP port is published on; 127.0.0.1 when left out."
        ),
        Field(\.monitoring, "monitoring", "Whether Prometheus, Alertmanager and Grafana come along."),
    ]
}
