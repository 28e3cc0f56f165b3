import Diagnostics
import Render
import Testing

/// Parts of a profile that are chosen independently of each other.
struct Choice: Sendable {
    let name: String
    let texts: [String]

    static let all = [
        Choice(
            name: "server",
            texts: [
                "", "server: {transport: streamable-http}", "server: {transport: sse, sessions: shared}",
                "server: {transport: websocket, port: 3001}", "server: {transport: stdio}",
                "server: {sessions: none}",
                "server: {transport: streamable-http, sessions: memory, path: /, drain: 2m}",
            ]
        ),
        Choice(
            name: "health",
            texts: [
                "", "health: {path: /health}", "health: {path: /health, liveness: /live, port: 8081}",
                "health: {tool: health_check, expectedTools: [one, two]}",
                "health: {readiness: /ready, startup: 5m}",
            ]
        ),
        Choice(
            name: "volumes",
            texts: [
                "", "volumes: {work: {path: /work}}", "volumes: {tmp: {path: /tmp, size: 1Gi}}",
                "volumes: {state: {path: /state, kind: persistent, size: 2Gi, storageClass: fast}}",
                "volumes: {state: {path: /state, kind: persistent, shared: true}}",
            ]
        ),
        Choice(
            name: "scaling",
            texts: [
                "", "scaling: 1", "scaling: 2", "scaling: {min: 3, max: 9, targetCPU: 60}",
                "scaling: {min: 1, max: 2}",
            ]
        ),
        Choice(
            name: "gateway",
            texts: [
                "", "gateway: {host: mcp.example.com}",
                "gateway: {kind: httproute, host: mcp.example.com, parent: {name: edge, namespace: gateways}}",
                "gateway: {host: mcp.example.com, className: haproxy, routes: [{path: /weather}]}",
            ]
        ),
        Choice(
            name: "secrets",
            texts: [
                "", "secrets: {API_KEY: keys/api}",
                "secrets: {API_KEY: {path: /run/keys/api, pathEnv: API_KEY_FILE}}",
                "secrets: {API_KEY: {external: {store: vault, key: mcp}}, TOKEN: {external: {store: vault, key: t}}}",
                "secrets: {API_KEY: {aws: 'arn:aws:ssm:eu-west-1:123456789012:parameter/mcp'}}",
            ]
        ),
        Choice(
            name: "metrics",
            texts: ["", "metrics: {enabled: true}", "metrics: {enabled: true, port: 9090}"]
        ),
        Choice(
            name: "more",
            texts: [
                "", "cache: {backend: redis, redis: {host: redis.cache.svc}}", "admin: {enabled: true}",
                "observability: {prometheusOperator: true}",
                "configFiles: {/etc/mcp/a.json: {json: {a: [1, null]}}}",
                "rateLimit: {requestsPerMinute: 60}\nlogging: {level: warn}",
            ]
        ),
    ]
}

struct CombinationTests {
    /// A fixed walk through the choices: the same ones at every run.
    private static func profile(_ number: Int, _ preset: String) -> String {
        var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 | 1
        let parts = Choice.all.map { choice -> String in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return choice.texts[Int((state >> 33) % UInt64(choice.texts.count))]
        }
        return Rendering.fiveLines(preset) + parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    @Test(arguments: Rendering.presets)
    func `a combination renders soundly, or says why it cannot`(preset: String) throws {
        var rendered = 0
        for number in 0..<120 {
            let text = Self.profile(number, preset)
            do {
                let rendering = try Rendering(text)
                rendered += 1
                try Structure(rendering).check()
                // The files of the ConfigMap are programs, which may have such words of their own.
                let rest = rendering.plan.files.filter { !$0.path.contains("configmap") }
                #expect(rest.allSatisfy { !$0.text.contains("${") }, "\(text)")
            } catch let error as InvalidInput {
                let errors = error.diagnostics.filter { $0.severity == .error }
                #expect(!errors.isEmpty, "\(text)")
                for diagnostic in errors {
                    #expect(diagnostic.location?.file.name == "mcpctl.yaml", "\(diagnostic.message)")
                    #expect(
                        diagnostic.hint != nil || diagnostic.message.contains("would be ignored"),
                        "\(diagnostic.message)"
                    )
                }
            }
        }
        #expect(rendered > 10, "almost nothing renders")
    }
}
