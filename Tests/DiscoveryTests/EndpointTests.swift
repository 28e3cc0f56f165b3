import Diagnostics
import HTTP
import Profile
import TestSupport
import Testing

@testable import Discovery

private func first(_ plan: TargetPlan) async throws -> FleetTarget {
    try #require(try await Looking(plan.source).targets { !$0.isEmpty }.first)
}

@Suite struct `The endpoints of a target` {
    @Test func `on the server's own port are all that the profile has`() async throws {
        let target = try await first(try plan("targets: [http://10.0.0.5:3000/mcp]"))
        #expect(target.url == "http://10.0.0.5:3000/mcp")
        #expect(target.health == "http://10.0.0.5:8080/health")
        #expect(target.readiness == "http://10.0.0.5:8080/ready")
        #expect(target.metrics == "http://10.0.0.5:9464/metrics")
        #expect(target.admin == "http://10.0.0.5:9901/admin/rpc")
        #expect(target.guessed.isEmpty)
        #expect(target.server == "weather")
        #expect(target.labels.map { "\($0.name)=\($0.value)" } == ["job=weather", "instance=10.0.0.5:9464"])
    }

    @Test func `behind a gateway are not looked for on ports that it does not lead to`() async throws {
        let target = try await first(try plan("targets: [https://example.com/weather/mcp]"))
        #expect(target.health == nil && target.metrics == nil && target.admin == nil)
        #expect(target.name == "example.com")
    }

    @Test func `are those that the profile names`() async throws {
        let environment = """
            targets:
              - url: https://example.com/mcp
                name: front
                health: https://status.example.com/health
                liveness: https://status.example.com/live
                labels: {region: eu, job: edge}
            """
        let target = try await first(try plan(environment))
        #expect(target.health == "https://status.example.com/health")
        #expect(target.liveness == "https://status.example.com/live")
        #expect(
            target.labels.contains { $0 == ("region", "eu") }
                && target.labels.contains { $0 == ("job", "edge") }
        )
        #expect(target.name == "front")
    }

    @Test(arguments: [
        ("http://localhost:3000", "http://localhost:3000/mcp", "http://localhost:3000/health", true),
        ("http://localhost:3000/", "http://localhost:3000/mcp", "http://localhost:3000/health", true),
        (
            "https://example.com/a/mcp?key=1", "https://example.com/a/mcp?key=1",
            "https://example.com/a/health", false
        ),
        ("http://[::1]:8080/rpc", "http://[::1]:8080/rpc", "http://[::1]:8080/health", false),
    ])
    func `without a profile are guessed`(url: String, endpoint: String, health: String, isGuess: Bool)
        async throws
    {
        var wish = TargetWish()
        wish.addresses = [.init(url: url)]
        let made = try TargetPlan(profiles: [], environment: nil, wish: wish, folder: nil, variables: [:])
        let target = try await first(made)
        #expect(target.url == endpoint)
        #expect(target.health == health)
        #expect(target.guessed.contains(.mcp) == isGuess)
        #expect(target.guessed.isSuperset(of: [.health, .metrics]))
        #expect(target.server == nil)
    }
}

@Suite struct `Access to a target` {
    @Test func `is the environment's, key by key under what the target says`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("first\n", to: "token")
        try folder.write("X-Tenant: acme\n", to: "headers")
        try folder.write("k-1\n", to: "key")
        let environment = """
            access: {tokenFile: token, tls: {caFile: ca.pem, minimumVersion: "1.3"}, proxy: none}
            targets:
              - {url: http://10.0.0.5:3000/mcp, access: {headersFile: headers, apiKeyFile: key, apiKeyHeader: X-Key}}
            """
        let target = try await first(try plan(environment, folder: folder.path))
        var request = HTTPRequest(.get, target.health ?? "")
        try target.access.apply(to: &request)
        #expect(request.headers["Authorization"] == "Bearer first")
        #expect(request.headers["X-Tenant"] == "acme")
        #expect(request.headers["X-Key"] == "k-1")
        #expect(request.minimumTLS == .tls1_3)
        #expect(request.tls.authorities == .file("\(folder.path)/ca.pem"))
        #expect(request.proxy == .none)
        // A token that was replaced is used at once.
        try folder.write("second\n", to: "token")
        #expect(try target.access.requestHeaders()["Authorization"] == "Bearer second")
        try folder.write("\n", to: "token")
        #expect(throws: TargetAccessProblem.self) { try target.access.requestHeaders() }
    }

    @Test func `of an environment is not given to addresses of the command line`() async throws {
        var wish = TargetWish()
        wish.addresses = [.init(name: "other", url: "https://mistyped.example.com/mcp")]
        let environment = """
            access: {tokenEnv: TOKEN, apiKeyFile: key, tls: {caFile: /ca.pem, certificateFile: c, keyFile: k}}
            targets: [http://10.0.0.5:3000/mcp]
            """
        let target = try await first(try plan(environment, wish: wish, variables: ["TOKEN": "s3cr3t"]))
        #expect(target.name == "other" && target.server == "weather")
        #expect(try target.access.requestHeaders().fields.isEmpty)
        #expect(target.access.tls.identity == nil)
        #expect(target.access.tls.authorities == .file("/ca.pem"))
    }

    @Test func `without its variable is refused, and without checks is told`() throws {
        let error = #expect(throws: InvalidInput.self) {
            try plan("access: {tokenEnv: TOKEN}\ntargets: [http://10.0.0.5:3000/mcp]")
        }
        #expect(error?.diagnostics.first?.message.contains("the variable TOKEN") == true)
        let insecure = try plan("access: {tls: {insecure: true}}\ntargets: [https://10.0.0.5:3000/mcp]")
        #expect(insecure.isInsecure && insecure.warnings.count == 1)
        var wish = TargetWish()
        wish.authorities = "/ca.pem"
        let trusted = try plan(
            "access: {tls: {insecure: true}}\ntargets: [https://10.0.0.5:3000/mcp]",
            wish: wish
        )
        #expect(!trusted.isInsecure && trusted.warnings.isEmpty)
    }

    @Test func `needs somebody to reach`() {
        let error = #expect(throws: InvalidInput.self) { try plan("protected: true") }
        #expect(
            error?.diagnostics.first?.message == "the environment 'test' has neither targets nor discovery"
        )
        #expect(error?.diagnostics.first?.location?.line == 11)
    }
}

/// A source that says what it is told to.
private struct Saying: TargetSource {
    let title = "said"
    let targets: [FleetTarget]?

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            continuation.yield(targets.map { .targets($0) } ?? .problem(.warning("no answer")))
            try? await Task.sleep(for: .seconds(600))
        }
    }
}

@Suite struct `Several sources` {
    private func target(_ url: String, _ name: String) -> FleetTarget {
        TargetMould().target(url, name: name, server: []) { _ in }
    }

    @Test func `give one row for one address, however it is written`() async throws {
        var known = target("http://A.example.com:80/mcp/", "a")
        known.health = "http://a.example.com/healthz"
        known.guessed = []
        let merged = MergedTargets(
            [
                Saying(targets: [target("http://a.example.com/mcp", "first")]), Saying(targets: [known]),
                Saying(targets: nil),
            ],
            title: "all"
        )
        let looking = Looking(merged)
        let targets = try await looking.targets()
        #expect(targets.map(\.name) == ["first"])
        // What one only guessed the other knows.
        #expect(targets.first?.health == "http://a.example.com/healthz")
        #expect(targets.first?.guessed.contains(.health) == false)
        #expect(looking.problems.map(\.message) == ["no answer"])
    }

    @Test func `have names that are told apart by addresses`() {
        let targets = MergedTargets.merged(
            [
                [target("http://a:1/mcp", "weather"), target("http://b:1/mcp", "weather")],
                [target("http://c/x/mcp", "c"), target("http://c/y/mcp", "c"), target("http://d/mcp", "d")],
            ],
            keeping: []
        )
        #expect(targets.map(\.name) == ["weather (a:1)", "weather (b:1)", "c/x/mcp", "c/y/mcp", "d"])
    }

    @Test func `can be narrowed to some names`() async throws {
        var wish = TargetWish()
        wish.servers = ["two"]
        let environment = """
            targets:
              - {url: http://10.0.0.1:3000/mcp, name: one}
              - {url: http://10.0.0.2:3000/mcp, name: two}
            """
        let targets = try await Looking(try plan(environment, wish: wish).source).targets()
        #expect(targets.map(\.name) == ["two"])
    }
}
