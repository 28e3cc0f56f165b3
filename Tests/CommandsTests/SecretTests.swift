import TestSupport
import Testing

@Suite struct `A secret` {
    private static let least =
        "apiVersion: mcpctl.dev/v1\nname: weather\nversion: 1.4.0\nimage: ghcr.io/acme/weather:1.4.0\n"

    /// Places where people write the literal `@`, right and wrong.
    private static let places = [
        "secrets: {API_KEY: @}", "secrets:\n  API_KEY: @", "secrets:\n  API_KEY:\n    value: @",
        "secrets:\n  API_KEY:\n    value: |\n      @\n      more",
        "secrets:\n  API_KEY:\n    value: \"a\n\n@\"",
        "secrets:\n  API_KEY:\n    vlaue: @", "secret:\n  API_KEY: @", "sekrets: {API_KEY: @}",
        "? secrets\n: {API_KEY: @}", "\"sec\\u0072ets\": {API_KEY: @}",
        "secrets: {API_KEY: {\nvalue: @, value: @}}",
        "secrets:\n  API_KEY: *@", "secrets:\n  API_KEY: !@ x", "secrets:\n  API_KEY: !!int @",
        "secrets:\n  API_KEY: {@}", "secrets: {@}", "secrets: [@]", "secrets: @", "secrets:\n\tAPI_KEY: @",
        "secrets:\n  API_KEY: {value: @, allowLiteral: true}",
        "secrets:\n  API_KEY: {value: @, allowLiteral: yes}",
        "secrets:\n  API_KEY: {kubernetes: @}", "secrets:\n  API_KEY: {aws: @}", "secrets:\n  API_KEY: x: @",
        "environments: {prod: {overlay: {secrets: {API_KEY: @}}}}",
        "environments:\n  prod:\n    overlay:\n      secrets:\n        API_KEY: {value: @, allowLiteral: true}",
        "environments:\n  prod:\n    overlay:\n      env: {API_KEY: @}", "env: {API_KEY: @}",
        "env:\n  DB_PASS: @",
        "env: {API_KEY: @, BAD-NAME: 1}", "env: {API_KEY: [@]}", "env:\n  DB: postgres://me:@@host/db",
        "auth: {kind: api-key, secret: @}", "auth: {kind: api-key, secret: \"@!\"}", "API_KEY: @",
        "admin: {enabled: true, secret: 'https://@@host'}",
        "cache: {backend: redis, redis: {host: 'redis://:@@h'}}",
        "environments: {prod: {targets: ['https://me:@@host/mcp']}}",
        "runtime: {command: [node, --password=@]}",
        "runtime: {command: [node, --token, @]}", "configFiles: {/a: {json: {password: @}}}",
        "patches: [{target: {kind: Secret}, merge: {stringData: {a: @}}}]",
        "patches: [{target: {kind: Deployment}, merge: {env: [{name: API_KEY, value: @}]}}]",
        "patches:\n  - in: k8s\n    patch: {env: [{name: API_KEY, value: @}]}",
        "patches:\n  - merge:\n      env:\n        - name: API_KEY\n          value: @",
    ]

    private static let damages = [
        "", "bogus: 1\n", "\tx: 1\n", "- a\n", "a: [\n", "\"b\n", "server: {port: x}\n", "}\n",
    ]
    private static let verbs = [
        ["profile", "validate"], ["profile", "show"], ["profile", "show", "--origin"],
        ["profile", "show", "-o", "json", "--env", "prod"], ["render", "k8s"],
        ["render", "k8s", "-o", "k8s", "--diff"],
    ]

    @Test(arguments: places.indices)
    func `written into a profile appears in no output of any verb`(_ place: Int) throws {
        var generator = SeededGenerator(seed: UInt64(place))
        let folder = try TemporaryFolder()
        for damage in Self.damages {
            let literal =
                "hunter" + String((0..<6).map { _ in generator.pick(Array("ABCDEFGHJKLMNPQRSTUVWXYZ")) })
            let written = Self.places[place].replacing("@@", with: literal + "\u{0}").replacing(
                "@",
                with: literal
            )
            .replacing("\u{0}", with: "@")
            // Sometimes another place follows, sometimes the file ends in the middle.
            var text = Self.least + (generator.chance(2) ? damage + written : written + "\n" + damage)
            if generator.chance(4) {
                text = String(text.prefix(text.count - Int.random(in: 0..<4, using: &generator)))
            }
            for verb in Self.verbs {
                let run = try ToolRun(verb + ["-p", "-"], in: folder, input: text)
                #expect(run.status >= 0, "\(verb) crashed on\n\(text)")
                #expect(
                    !(run.output + run.errors).contains(literal.dropLast(2)),
                    "\(verb) of\n\(text)\n\(run.transcript)"
                )
            }
        }
    }

    @Test(arguments: [
        "secrets.API_KEY.value=@", "secrets.API_KEY=@", "secrets={API_KEY: @}", "env.API_KEY=@",
        "auth.secret=@", "servers.a.secrets.API_KEY=@", "/secrets/API_KEY/value=@", "image.token=@",
    ])
    func `set on the command line appears in no message`(_ setting: String) throws {
        let literal = "hunterKWQ"
        let run = try ToolRun(
            ["render", "k8s", "-p", "-", "--set", setting.replacing("@", with: literal)],
            in: try TemporaryFolder(),
            input: Self.least
        )
        #expect(run.status == 2)
        #expect(!(run.output + run.errors).contains(literal), "\(run.transcript)")
    }
}
