package import Values

/// Who is told when something is wrong.
package struct Alerts: Section {
    package static let summary = "Who is told when something is wrong."

    package var receivers = Named<AlertReceiver>()

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(
            \.receivers,
            "receivers",
            keys: .dnsLabel,
            "Who is told, by name: each hears the alerts of its severities; nobody is told when there is none."
        )
    ]
}

/// One way to tell people, whose secret Alertmanager reads from a file.
package struct AlertReceiver: Section {
    package static let summary = "One way to tell people; its secret is in a file that Alertmanager reads."

    package enum Kind: String, Choice { case slack, webhook, email, pagerduty }
    package enum Severity: String, Choice { case critical, warning, info }

    package var kind = Kind.webhook
    package var severities: [Severity] = [.critical, .warning]
    package var secretFile: String?
    package var channel: String?
    package var url: String?
    package var to: String?
    package var from: String?
    package var smarthost: String?
    package var username: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.kind, "kind", "slack, webhook, email or pagerduty.", required: true),
        Field(\.severities, "severities", "Which alerts it hears: critical, warning, info."),
        Field(
            \.secretFile,
            "secretFile",
            .absolutePath,
            "Where Alertmanager reads the webhook's address, the routing key or the password."
        ),
        Field(\.channel, "channel", .nonEmpty, "The Slack channel, as '#mcp-alerts'."),
        Field(\.url, "url", .httpURL, "A webhook's address, if it is no secret."),
        Field(\.to, "to", .email, "Who gets the mail."),
        Field(\.from, "from", .email, "Whom the mail is from."),
        Field(\.smarthost, "smarthost", .nonEmpty, "The mail server, HOST:PORT."),
        Field(\.username, "username", .nonEmpty, "The user at the mail server."),
    ]

    /// Which keys belong to a kind, and which of them must be there.
    private static let keys: [(kind: Kind, required: [String], optional: [String])] = [
        (.slack, ["secretFile"], ["channel"]),
        (.webhook, [], ["url", "secretFile"]),
        (.email, ["to", "from", "smarthost"], ["username", "secretFile"]),
        (.pagerduty, ["secretFile"], []),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        guard let rule = Self.keys.first(where: { $0.kind == kind }) else { return }
        for key in rule.required where source[key] == nil {
            decoding.error("\(decoding.subject) of kind \(kind.rawValue) needs '\(key)'", at: source.location)
        }
        let known = rule.required + rule.optional + ["kind", "severities"]
        for member in source.object ?? Object() where !known.contains(member.key) {
            decoding.error(
                "\(decoding.subject).\(member.key) would be ignored: its kind is \(kind.rawValue)",
                at: member.keyLocation
            )
        }
        if kind == .webhook, (url == nil) == (secretFile == nil) {
            decoding.error(
                "\(decoding.subject) needs one of 'url' and 'secretFile'",
                at: source.location,
                hint:
                    "an address that holds a token belongs into a file: secretFile: /etc/alertmanager/secrets/webhook"
            )
        }
        if (username == nil) != (secretFile == nil), kind == .email {
            decoding.error(
                "\(decoding.subject) needs both 'username' and 'secretFile', or neither",
                at: source.location
            )
        }
        if severities.isEmpty {
            decoding.error("\(decoding.subject) hears nothing: severities is empty", at: source.location)
        }
    }
}
