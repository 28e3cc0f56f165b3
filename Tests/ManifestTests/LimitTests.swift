import Diagnostics
import Profile
import Render
import Templates
import Testing
import Values

/// What a profile may ask of a server, and every preset must carry or refuse in words.
enum Asked: String, CaseIterable, Sendable {
    case rateLimit, retries, circuitBreakers, cacheInMemory, cacheInRedis, apiKeys, jwt, oauth, logLevel,
        logFormat
    case metrics, admin, errorTracking

    var text: String {
        switch self {
        case .rateLimit: "rateLimit: {requestsPerMinute: 30, burst: 5}\n"
        case .retries: "retries: {max: 5, baseDelay: 2s}\n"
        case .circuitBreakers: "circuitBreakers: {api: {failureThreshold: 3}}\n"
        case .cacheInMemory: "cache: {backend: memory, ttl: 10m}\n"
        case .cacheInRedis: "cache: {backend: redis, ttl: 10m, redis: {host: redis}}\n"
        case .apiKeys: "auth: {kind: api-key, secret: MCP_API_KEYS}\nsecrets: {MCP_API_KEYS: keys/api}\n"
        case .jwt: "auth: {kind: jwt, secret: MCP_JWT_SECRET}\nsecrets: {MCP_JWT_SECRET: keys/jwt}\n"
        case .oauth:
            """
            auth: {kind: oauth, issuer: https://id.example.com, clientID: mcp, secret: OAUTH_CLIENT_SECRET}
            secrets: {OAUTH_CLIENT_SECRET: keys/oauth}

            """
        case .logLevel: "logging: {level: debug}\n"
        case .logFormat: "logging: {format: text}\n"
        case .metrics: "metrics: {enabled: true}\n"
        case .admin: "admin: {enabled: true}\n"
        case .errorTracking:
            "observability: {errorTracking: {kind: otlp, secret: OTLP_KEY}}\nsecrets: {OTLP_KEY: keys/otlp}\n"
        }
    }
}

struct LimitTests {
    @Test(arguments: Rendering.presets, Asked.allCases)
    func `what a profile asks for is carried or refused in words`(preset: String, asked: Asked) throws {
        // Of a server nothing is known about, its own word is taken; the patterns have /metrics.
        if asked == .metrics || asked == .admin, preset == "custom" { return }
        if asked == .metrics, preset == "mcp-typescript" { return }
        let plain = try Rendering(Rendering.fiveLines(preset))
        let title = plain.resolved.preset.title + ": "
        let said = try Rendering.said(about: Rendering.fiveLines(preset) + asked.text)
        let before = Set(plain.plan.warnings.map(\.message))
        let refused = said.filter { $0.message.hasPrefix(title) && !before.contains($0.message) }
        if refused.isEmpty {
            let carried = try Rendering(Rendering.fiveLines(preset) + asked.text)
            #expect(carried.settings != plain.settings, "\(preset) ignores \(asked)")
        }
        for diagnostic in refused {
            #expect(diagnostic.location != nil, "\(diagnostic.message) points nowhere")
            #expect(diagnostic.hint?.isEmpty == false, "\(diagnostic.message) shows no way out")
        }
    }

    @Test(arguments: [
        ("mcp-factory", "server: {transport: streamable-http}", "connect stdio only", "warning"),
        ("mcp-factory", "metrics: {enabled: true}", "nothing listens, because", "warning"),
        ("mcp-factory", "metrics: {enabled: true, port: 9090}", "until src/index.ts does", "note"),
        ("mcp-typescript", "server: {transport: stdio}", "listens on no port", "error"),
        (
            "mcp-typescript", "auth: {kind: oauth, issuer: 'https://id.example.com'}", "refused at start",
            "error"
        ),
        (
            "mcp-typescript",
            "cache: {backend: redis, redis: {host: r, secret: R_PW}}\nsecrets: {R_PW: keys/redis}",
            "reads one URL from REDIS_URL", "error"
        ),
        ("mcp-sandbox", "server: {transport: streamable-http}", "speaks stdio only", "error"),
        ("mcp-sandbox", "server: {path: /other}", "serves /mcp and no other path", "error"),
        ("mcp-sandbox", "health: {path: /health}", "no HTTP health endpoint", "error"),
        ("mcp-sandbox", "health: {tool: health_check}", "has no health tool", "warning"),
        ("kailash", "runtime: {command: [python, server.py]}", "run() has no HTTP", "error"),
        ("kailash", "server: {transport: sse}", "not SSE", "error"),
        ("kailash", "server: {path: /other}", "serves /mcp and no other path", "error"),
        ("kailash", "rateLimit: {requestsPerMinute: 9}", "constructor argument", "warning"),
        ("qsys", "server: {transport: sse}", "speaks stdio only", "error"),
        ("qsys", "server: {port: 8080}", "health listener's port", "warning"),
        ("qsys", "health: {path: /health, port: 8081}", "never start the listener behind /health", "warning"),
        ("qsys", "auth: {kind: oauth, issuer: 'https://id.example.com'}", "not oauth", "error"),
        ("qsys", "version: 1.2.4", "nobody says where the Core is", "note"),
    ])
    func `a limit is told at its level when it is met`(
        preset: String,
        asked: String,
        words: String,
        level: String
    )
        throws
    {
        let lines = Rendering.fiveLines(preset).split(separator: "\n").filter {
            !asked.hasPrefix("version:") || !$0.hasPrefix("version:")
        }
        let said = try Rendering.said(about: lines.joined(separator: "\n") + "\n" + asked + "\n")
        let met = said.filter { $0.message.contains(words) }
        #expect(met.map { "\($0.severity)" } == [level], "said: \(said.map(\.message))")
    }

    @Test func `a Core that is named is not asked for`() throws {
        let said = try Rendering.said(
            about: Rendering.fiveLines("qsys") + "env: {QSYS_HOST: 192.168.1.100}\n"
        )
        #expect(said.isEmpty)
    }

    @Test func `Q-SYS takes its settings by file and by variable`() throws {
        let rendering = try Rendering(
            Rendering.fiveLines("qsys") + """
                env: {QSYS_HOST: 192.168.1.100}
                rateLimit: {requestsPerMinute: 60, burst: 10, perClient: true}
                auth: {kind: api-key, secret: MCP_API_KEYS, anonymous: [system.ping], tokenLifetime: 1h}
                secrets: {MCP_API_KEYS: qsys/api-keys}

                """
        )
        let profile = rendering.resolved.profile
        #expect(profile.env["MCP_RATE_LIMIT_RPM"]?.text == "60")
        #expect(profile.env["MCP_RATE_LIMIT_BURST"]?.text == "10")
        #expect(profile.env["MCP_AUTH_ENABLED"]?.text == "true")
        let config = profile.configFiles["/app/config.json"]?.json?.value
        #expect(config?["rateLimiting"] == ["requestsPerMinute": 60, "perClient": true, "burstSize": 10])
        #expect(
            config?["authentication"] == [
                "enabled": true, "allowAnonymous": ["system.ping"], "tokenExpiration": 3600,
            ]
        )
        #expect(config?["qrwc"] == ["host": "192.168.1.100", "port": 443, "reconnectInterval": 5000])
    }
}
