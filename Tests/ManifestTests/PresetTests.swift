import Diagnostics
import Profile
import Render
import Templates
import Testing

struct PresetTests {
    @Test func `the presets are those that are tested here`() {
        #expect(Preset.names(in: .embedded).sorted() == Rendering.presets)
    }

    @Test(arguments: Rendering.presets)
    func `five lines render without a warning from the preset`(preset: String) throws {
        let rendering = try Rendering(Rendering.fiveLines(preset))
        let title = rendering.resolved.preset.title
        let said = rendering.plan.warnings.filter { $0.message.hasPrefix(title) && $0.severity != .note }
        #expect(said.map(\.message) == [])
        try Structure(rendering).check()
    }

    @Test(arguments: Rendering.presets)
    func `a preset speaks of everything that could be managed`(preset: String) throws {
        let preset = try Preset.load(preset, from: .embedded, at: nil)
        #expect(
            preset.management.names.sorted() == [
                "audit", "breakers", "caches", "rateLimits", "sessions", "tools",
            ]
        )
    }

    @Test(arguments: Rendering.presets)
    func `no secret is needed by default`(preset: String) throws {
        let rendering = try Rendering(Rendering.fiveLines(preset))
        #expect(rendering.resolved.profile.secrets.isEmpty)
        #expect(!rendering.plan.files.contains { $0.path.contains("secret") })
    }

    @Test func `a node server gets three quarters of its memory, and half beside a bridge`() throws {
        let alone = try Rendering(
            Rendering.fiveLines("mcp-typescript") + "resources: {memory: {limit: 1Gi}}\n"
        )
        #expect(alone.resolved.profile.env["NODE_OPTIONS"]?.text == "--max-old-space-size=768")
        let bridged = try Rendering(Rendering.fiveLines("qsys") + "resources: {memory: 1Gi}\n")
        #expect(bridged.resolved.profile.env["NODE_OPTIONS"]?.text == "--max-old-space-size=512")
    }

    @Test func `half a share of a resource stands for both`() throws {
        let rendering = try Rendering(
            Rendering.fiveLines("custom") + "resources: {memory: {limit: 1Gi}, cpu: {request: 200m}}\n"
        )
        let text = rendering.plan.stream
        #expect(text.contains("memory: 1Gi") && text.contains("cpu: 200m") && !text.contains("null"))
    }

    @Test func `a server without sessions has a bridge without sessions`() throws {
        let stateless = try Rendering(Rendering.fiveLines("qsys") + "server: {sessions: none}\n")
        #expect(stateless.plan.stream.contains("- --stateless"))
        let stateful = try Rendering(Rendering.fiveLines("qsys"))
        #expect(!stateful.plan.stream.contains("stateless"))
    }

    @Test func `the adapter lets in every name a client may use`() throws {
        let rendering = try Rendering(Rendering.fiveLines("kailash") + "gateway: {host: mcp.example.com}\n")
        let hosts = rendering.resolved.profile.env["ALLOWED_HOSTS"]?.text.split(separator: ",")
        #expect(
            hosts == [
                "weather", "weather.mcp-weather", "weather.mcp-weather.svc",
                "weather.mcp-weather.svc.cluster.local", "mcp.example.com",
            ]
        )
    }

    @Test func `an overlay removes what the profile says`() throws {
        let text =
            Rendering.fiveLines("custom") + """
                env: {REGION: eu, SIZE: small}
                environments:
                  production:
                    overlay:
                      env: {SIZE: null}

                """
        #expect(try Rendering(text).resolved.profile.env.names == ["REGION", "SIZE"])
        #expect(try Rendering(text, environment: "production").resolved.profile.env.names == ["REGION"])
    }

    @Test(arguments: Rendering.presets)
    func `the text of a secret is nowhere in the output`(preset: String) throws {
        let literal = "hunter2-correct-horse"
        let text =
            Rendering.fiveLines(preset) + """
                secrets:
                  API_KEY: {value: \(literal), allowLiteral: true}
                  FILE_KEY: {value: \(literal), allowLiteral: true, path: /run/keys/file-key}

                """
        let rendering = try Rendering(text)
        #expect(rendering.plan.files.allSatisfy { !$0.text.contains(literal) })
        #expect(rendering.plan.warnings.allSatisfy { !"\($0)".contains(literal) })
        #expect(rendering.plan.stream.contains("api_key"))
    }
}
