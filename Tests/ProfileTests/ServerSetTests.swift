import Diagnostics
import Profile
import Templates
import Testing
import Values
import YAML

@Suite struct `A profile of several servers` {
    private static let text = """
        apiVersion: mcpctl.dev/v1
        name: tools
        version: 1.0.0
        logging: {level: info}
        gateway: {host: mcp.example.com}
        servers:
          weather: {image: ghcr.io/acme/weather:1.0.0, logging: {level: error}}
          files: {preset: mcp-sandbox, image: ghcr.io/acme/files:2.0.0, version: 2.0.0}
        environments:
          prod:
            targets: [https://mcp.example.com]
            overlay:
              logging: {level: warn}
              servers: {files: {scaling: 2, logging: {level: debug}}}

        """

    private func servers(_ text: String, at environment: String? = nil, _ settings: String...) throws
        -> [ResolvedProfile]
    {
        func tree(_ text: String) throws -> Value {
            try YAML.document(in: SourceFile(name: "p", text: text, hidesSecrets: true))
        }
        return try ProfileResolver(templates: .embedded).servers(
            of: tree(text),
            environment: environment,
            settings: settings.map(tree)
        )
    }

    @Test func `is one profile for each, with what all share`() throws {
        let servers = try servers(Self.text)
        #expect(servers.map(\.profile.name) == ["weather", "files"])
        #expect(servers.map(\.profile.version) == ["1.0.0", "2.0.0"])
        #expect(servers.map(\.profile.preset) == ["custom", "mcp-sandbox"])
        #expect(servers.map(\.profile.logging.level.rawValue) == ["error", "info"])
        #expect(servers.map(\.profile.gateway?.host) == ["mcp.example.com", "mcp.example.com"])
    }

    @Test func `has one gateway, one certificate and one namespace`() throws {
        let servers = try servers(Self.text)
        #expect(servers.map(\.profile.gateway?.prefix) == ["/weather", "/files"])
        #expect(servers.map(\.profile.gateway?.tlsSecret) == ["tools-tls", "tools-tls"])
        #expect(servers.map(\.profile.kubernetes.namespace) == ["mcp-tools", "mcp-tools"])
        #expect(servers.map(\.profile.kubernetes.createNamespace) == [true, false])
    }

    @Test func `is changed by an environment, for all and then for one`() throws {
        let servers = try servers(Self.text, at: "prod")
        #expect(servers.map(\.profile.logging.level.rawValue) == ["warn", "debug"])
        #expect(servers.map(\.profile.scaling.least) == [1, 2])
        #expect(servers.allSatisfy { $0.environment == "prod" })
    }

    @Test func `is changed last by settings, for all and then for one`() throws {
        let servers = try servers(
            Self.text,
            at: "prod",
            "logging: {level: error}",
            "servers: {files: {scaling: 5}}"
        )
        #expect(servers.map(\.profile.logging.level.rawValue) == ["error", "error"])
        #expect(servers.map(\.profile.scaling.least) == [1, 5])
    }

    @Test(arguments: [
        ("servers: {file: {scaling: 5}}", "there is no server 'file'"),
        ("servers: 1", "servers must be a mapping of names to servers, not a number"),
        ("name: weather", "the name cannot be set"),
        ("preset: qsys", "the preset cannot be set"),
        ("servers: {files: {preset: qsys}}", "the preset cannot be set"),
    ])
    func `refuses a setting that would be ignored`(_ setting: String, _ message: String) {
        let error = #expect(throws: InvalidInput.self) { try servers(Self.text, at: nil, setting) }
        #expect(error?.diagnostics.first?.message.hasPrefix(message) == true)
    }

    @Test func `leaves a patch that names an object of one server to that server`() throws {
        let patches = """
            patches:
              - {target: {kind: Deployment}, merge: {a: 1}}
              - {target: {kind: Deployment, name: weather}, merge: {a: 2}}
              - {target: {kind: Dashboard, name: files-board}, merge: {a: 3}}
              - {target: {kind: Deployment, name: nobody}, merge: {a: 4}}

            """
        let servers = try servers(Self.text + patches)
        #expect(
            servers.map { $0.profile.patches.map(\.target.name) } == [
                [nil, "weather", "nobody"], [nil, "files-board", "nobody"],
            ]
        )
    }

    @Test func `keeps the patches for all where a server has its own`() throws {
        let text = """
            apiVersion: mcpctl.dev/v1
            name: tools
            version: 1.0.0
            patches: [{target: {kind: Service}, merge: {a: 1}}]
            servers:
              one: {image: a/one:1}
              two: {image: a/two:1, patches: [{target: {kind: Deployment}, merge: {a: 1}}]}

            """
        #expect(
            try servers(text).map { $0.profile.patches.map(\.target.kind) } == [
                ["Service"], ["Service", "Deployment"],
            ]
        )
    }

    @Test(arguments: [
        ("servers: {}", "1:1: error: servers lists none"),
        ("servers: [a]", "error: servers must be a mapping"),
        ("servers: {a: null}", "error: servers.a says nothing"),
        ("servers: {a: {name: b}}", "error: a server of 'servers' cannot have 'name'"),
        ("servers: {A_B: {image: ghcr.io/a/b:1}}", "error: 'A_B' in servers must be"),
        ("servers: {a: {imge: ghcr.io/a/b:1}}", "error: unknown key 'imge'"),
        ("servers: {a: {}}", "error: missing 'image'"),
        (
            "servers: {a: {image: ghcr.io/a/b:1}}\nenvironments: {p: {overlay: {servers: {b: {scaling: 2}}}}}",
            "error: environments.p changes a server 'b' that is not listed"
        ),
    ])
    func `is refused with the place of the mistake`(_ more: String, _ expected: String) {
        let text = "apiVersion: mcpctl.dev/v1\nname: tools\nversion: 1.0.0\n\(more)\n"
        let problems = problems(text)
        #expect(problems.contains { $0.contains(expected.replacing("1:1: ", with: "")) }, "\(problems)")
        #expect(problems.allSatisfy { $0.first?.isNumber == true }, "every mistake has a place")
    }

    @Test func `says once what is wrong for all`() {
        let problems = problems(Self.text.replacing("level: info", with: "level: loud"))
        #expect(problems.count { $0.contains("loud") } == 1, "\(problems)")
    }

    @Test func `that lists none has nothing to change`() {
        let problems = problems(least + "environments: {prod: {overlay: {servers: {a: {scaling: 2}}}}}")
        #expect(problems.contains { $0.contains("'servers' would be ignored") }, "\(problems)")
    }
}
