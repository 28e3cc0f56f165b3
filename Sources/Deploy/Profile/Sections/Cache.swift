package import Values

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
