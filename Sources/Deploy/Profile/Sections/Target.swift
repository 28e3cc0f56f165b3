internal import Values

/// A running server.
package struct Target: Section {
    package static let summary =
        "A running server, by the URL of its MCP endpoint. What is left out of the rest follows from it and from the "
        + "profile's ports and paths, where the URL has the server's own port; behind another one only what the "
        + "profile has on the MCP port."

    package var url = ""
    package var name: String?
    package var server: String?
    package var health: String?
    package var readiness: String?
    package var liveness: String?
    package var metrics: String?
    package var admin: String?
    package var labels = Named<String>()
    package var access: Access?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.url, "url", .httpURL, "The MCP endpoint, without credentials.", required: true),
        Field(
            \.name,
            "name",
            .nonEmpty,
            "What to call it; the host when left out, with a port that the URL has."
        ),
        Field(
            \.server,
            "server",
            .serverName,
            "Which server of the profile it is, where the profile lists several and neither name nor path tell."
        ),
        Field(\.health, "health", .httpURL, "Its health endpoint."),
        Field(\.readiness, "readiness", .httpURL, "Its endpoint that says whether requests may come."),
        Field(\.liveness, "liveness", .httpURL, "Its endpoint that fails only when a restart would help."),
        Field(\.metrics, "metrics", .httpURL, "Its metrics endpoint."),
        Field(\.admin, "admin", .httpURL, "Its admin channel."),
        Field(\.labels, "labels", keys: .metricLabel, "Labels of its series."),
        Field(\.access, "access", "What differs from the environment's access, key by key; tls as a whole."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(form: "a URL", schema: TextRule.httpURL.schema)
    { value in
        value.string.flatMap { url in
            guard TextRule.httpURL.accepts(url) else { return nil }
            var target = Target()
            target.url = url
            return target
        }
    }
}

extension TextRule {
    /// The name of a label of series (Prometheus, "Data model"), without those that are Prometheus's own.
    static let metricLabel = TextRule(
        expectation: "a label name (letters, digits and '_', not starting with a digit or '__')",
        pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"
    ) { !$0.hasPrefix("__") && environmentName.accepts($0) }
}
