package import Values

/// Who may call the server.
package struct Auth: Section {
    package static let summary = "Who may call the server."

    package enum Kind: String, Choice {
        case none, jwt, basic, oauth
        case apiKey = "api-key"
    }

    package var kind = Kind.none
    package var secret: String?
    package var issuer: String?
    package var clientID: String?
    package var audience: String?
    package var anonymous: [String] = []
    package var tokenLifetime: Duration?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.kind, "kind", "none, api-key, jwt, basic or oauth.", required: true),
        Field(
            \.secret,
            "secret",
            .environmentName,
            "The name under 'secrets' that holds the keys or the signing secret."
        ),
        Field(\.issuer, "issuer", .httpURL, "The OAuth issuer."),
        Field(\.clientID, "clientID", .nonEmpty, "The OAuth client identifier."),
        Field(\.audience, "audience", .nonEmpty, "The audience that tokens must carry."),
        Field(\.anonymous, "anonymous", "Methods that need no credentials, such as system.ping."),
        Field(\.tokenLifetime, "tokenLifetime", "How long a token is good for."),
    ]

    package static let shorthand: Shorthand<Self>? = Shorthand(form: "none", schema: ["const": "none"]) {
        $0.string == "none" ? Auth() : nil
    }

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if kind == .oauth, issuer == nil {
            decoding.error("auth.kind oauth needs auth.issuer", at: source["kind"]?.location)
        }
        if kind != .oauth, kind != .jwt,
            let key = ["issuer", "clientID", "audience"].first(where: { source[$0] != nil })
        {
            decoding.error(
                "auth.\(key) would be ignored: auth.kind is \(kind.rawValue)",
                at: source[key]?.location
            )
        }
        if kind == .apiKey || kind == .jwt || kind == .basic, secret == nil {
            decoding.error(
                "auth.kind \(kind.rawValue) needs auth.secret",
                at: source["kind"]?.location,
                hint: "name an entry of 'secrets'"
            )
        }
    }
}
