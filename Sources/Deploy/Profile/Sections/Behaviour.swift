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

/// Where results are kept.
package struct Cache: Section {
    package static let summary = "Where results are kept, and how long."

    package enum Backend: String, Choice { case none, memory, redis }

    package var backend = Backend.none
    package var ttl = Duration.seconds(300)
    package var redis: Redis?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.backend, "backend", "none, memory (lost with the process) or redis."),
        Field(\.ttl, "ttl", "How long a result is kept."),
        Field(\.redis, "redis", "The Redis server, for backend redis."),
    ]

    package func check(_ source: Value, _ decoding: inout Decoding) {
        if backend == .redis, redis == nil {
            decoding.error(
                "cache.backend redis needs cache.redis",
                at: source["backend"]?.location,
                hint: "cache.redis.host"
            )
        }
        if backend != .redis, redis != nil {
            decoding.error(
                "cache.redis would be ignored: cache.backend is \(backend.rawValue)",
                at: source["redis"]?.location,
                hint: "backend: redis"
            )
        }
    }
}

/// A Redis server.
package struct Redis: Section {
    package static let summary = "A Redis server."

    package var host = ""
    package var port = 6379
    package var database = 0
    package var secret: String?

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.host, "host", .dnsName, "Its name.", required: true),
        Field(\.port, "port", in: 1...65535, "Its port."),
        Field(\.database, "database", in: 0...15, "Which of its databases."),
        Field(
            \.secret,
            "secret",
            .environmentName,
            "The name under 'secrets' that holds its password or URL."
        ),
    ]
}

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
