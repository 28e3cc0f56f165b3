import Diagnostics
import Testing

@Suite struct `A profile` {
    @Test func `of four lines is enough`() {
        #expect(problems(least).allSatisfy { $0.contains("warning") })
    }

    /// Lines after the least profile, of four lines, and what is said about them.
    @Test(arguments: [
        ("owner: [1]", "5:8: error: owner must be a mapping, not a list"),
        ("server: {port: 0}", "5:16: error: server.port must be a whole number from 1 to 65535, not 0"),
        (
            "server: {port: \"3000\"}",
            "5:16: error: server.port must be a whole number from 1 to 65535, not \"3000\""
        ),
        ("server: {prot: 1}", "5:10: error: unknown key 'prot' in server"),
        ("server: ~", "5:1: error: 'server' has no value"),
        ("patches: ~", "5:1: error: 'patches' has no value"),
        ("environments: {prod: ~}", "5:16: error: 'prod' in environments has no value"),
        ("metrics: {enabled: yes}", "5:20: error: metrics.enabled must be true or false, not \"yes\""),
        ("metrics: {port: 9000}", "5:11: error: metrics.port would be ignored: metrics.enabled is not set"),
        (
            "server: {drain: 30}",
            "5:17: error: server.drain must be a length of time such as 500ms, 30s, 5m or 1h30m, not 30"
        ),
        ("health: {startup: 90000d}", "5:19: error: health.startup must be from 1s to 24h, not 2160000h"),
        ("resources: {cpu: {}}", "5:18: error: resources.cpu says neither request nor limit"),
        (
            "scaling: 0",
            "5:10: error: scaling must be a mapping or a number of replicas from 1 to 1000, not 0"
        ),
        (
            "scaling: {replicas: 2, max: 3}",
            "5:21: error: scaling.replicas fixes the number: min and max would be ignored"
        ),
        ("scaling: {min: 5, max: 2}", "5:16: error: scaling.min (5) must not be more than scaling.max (2)"),
        (
            "runtime: {version: 20}",
            "5:20: error: runtime.version must be a text, and YAML reads 20 as a number"
        ),
        ("auth: {}", "5:7: error: missing 'kind' in auth"),
        (
            "auth: {kind: jwt, secret: KEY}",
            "5:27: error: auth.secret names nothing that is under 'secrets'"
        ),
        ("configFiles: {/a: {}}", "5:19: error: configFiles./a has no content"),
        ("configFiles: {a: x}", "5:15: error: 'a' in configFiles must be an absolute path"),
        (
            "volumes: {a: {path: /d}, b: {path: /d}}",
            "5:29: error: volumes.b is mounted at /d, where volumes.a is too"
        ),
        (
            "admin: {enabled: true, port: 3000}",
            "5:30: error: admin.port must not be server.port (3000): the channel has a listener of its own"
        ),
        ("env: {A: [1]}", "5:10: error: env.A must be a text, not a list"),
        ("env: {API_KEY: hunter2}", "5:7: error: env.API_KEY looks like a secret written in clear"),
        (
            "runtime: {command: [a, --password=hunter2]}",
            "5:24: error: runtime.command.1 looks like a secret written in clear"
        ),
        (
            "patches: [{target: {kind: Secret}, merge: {stringData: {a: b}}}]",
            "5:20: error: patches.0 puts values into a Secret"
        ),
        ("name: b", "5:1: error: duplicate key `name`"),
        (
            "environments: {prod: {overlay: {name: b}}}",
            "5:33: error: an overlay cannot change 'name'"
        ),
        (
            "environments: {prod: {overlay: {sever: {}}}}",
            "5:33: error: unknown key 'sever' in environments.prod.overlay"
        ),
        ("environments: {prod: {overlay: {gateway: ~}}}", "5:33: error: 'gateway' has no value"),
        (
            "environments: {prod: {overlay: {scaling: {min: 3, max: 1}}}}",
            "5:48: error: scaling.min (3) must not be more than scaling.max (1)"
        ),
        (
            "environments: {prod: {targets: [https://me:pw@host/mcp]}}",
            "5:33: error: environments.prod.targets.0 must be a mapping or a URL, not a string"
        ),
    ])
    func `is told its mistake where it stands`(_ line: String, _ expected: String) {
        #expect(problems(least + line).contains(expected), "\(problems(least + line))")
    }

    @Test(arguments: [
        ("1.10", "3:10: error: version must be a text, and YAML reads 1.10 as a number"),
        (
            "a b",
            "3:10: error: version must be a version (letters, digits, '.', '-', '_' and '+'), not \"a b\""
        ),
    ])
    func `has a version that is a text`(_ version: String, _ expected: String) {
        #expect(problems(least.replacing("version: 1.4.0", with: "version: \(version)")).contains(expected))
    }

    @Test func `is told all mistakes at once, also those of its overlays`() {
        let text =
            least + """
                preset: nope
                server: {prot: 1}
                environments: {prod: {overlay: {server: {port: x}}}}
                """
        let errors = problems(text).filter { $0.contains("error") }
        #expect(errors.map { $0.prefix { $0 != " " } } == ["5:9:", "6:10:", "7:48:"], "\(errors)")
    }

    @Test func `is told what is missing`() {
        let errors = problems("name: weather").map { $0.split(separator: ": ").last.map(String.init) ?? "" }
        #expect(errors == ["missing 'apiVersion'", "missing 'version'", "missing 'image'"])
    }

    @Test(arguments: ["", "# nothing", "- a", "text", "12", "~"])
    func `is a mapping`(_ text: String) {
        #expect(diagnostics(text).first?.location?.line == 1)
        #expect(diagnostics(text).first?.hint?.contains("apiVersion") == true)
    }

    @Test func `names the key that was meant`() {
        let hints = diagnostics(least + "kuberntes: {}").compactMap(\.hint)
        #expect(hints.contains("did you mean 'kubernetes'?"))
    }
}
