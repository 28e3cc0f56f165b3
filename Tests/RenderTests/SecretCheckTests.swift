import Diagnostics
import Render
import Testing
import Values

/// Checks of what ConfigMaps and Secrets carry, and of secrets that stand elsewhere.
@Suite struct SecretCheckTests {
    @Test(arguments: [
        Mistake(
            .set("ConfigMap/qsys-config", "data.etc/config", "x"),
            finds:
                "error: ConfigMap/qsys-config: the key 'etc/config' must be a key of letters, digits, '-', '_' and '.'"
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "binaryData", "{config.json: aGk=}"),
            finds: "error: ConfigMap/qsys-config: the key 'config.json' is in both data and binaryData"
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "data", "{a: \(String(repeating: "x", count: 1 << 20))}"),
            finds: "error: ConfigMap/qsys-config: has 1048577 bytes of data, more than 1048576"
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "data", "{a: \(String(repeating: "x", count: 262_144))}"),
            finds:
                "warning: ConfigMap/qsys-config: has 262255 bytes, more than client-side kubectl apply can record"
        ),
        Mistake(.set("ConfigMap/qsys-config", "data", "{a: \(String(repeating: "x", count: 262_000))}")),
    ])
    func `settings fit into their object`(_ mistake: Mistake) throws { try mistake.expect(of: "config-data") }

    private static func variable(_ name: String, _ text: String) -> Change {
        .container("env.0", "{name: \(name), value: '\(text)'}")
    }

    private static func secret(_ name: String) -> String {
        "error: Deployment/qsys: container 'qsys': env '\(name)' looks like a secret written in clear"
    }

    @Test(arguments: [
        Mistake(variable("DB_PASSWORD", "hunter2hunter2"), finds: secret("DB_PASSWORD")),
        Mistake(variable("ANTHROPIC_API_KEY", "sk-ant-REPLACEME0"), finds: secret("ANTHROPIC_API_KEY")),
        Mistake(variable("SESSION_KEY", "3fa9c1d27b6e4a80"), finds: secret("SESSION_KEY")),
        Mistake(variable("DATABASE_URL", "postgres://app:hunter2@db/app"), finds: secret("DATABASE_URL")),
        Mistake(variable("ANYTHING", "ghp_0123456789abcdefghij"), finds: secret("ANYTHING")),
        Mistake(variable("DB_PASSWORD", "$(DB_PASSWORD_VALUE)")),
        Mistake(variable("DB_PASSWORD", "<your-password>")),
        Mistake(variable("DATABASE_URL", "postgres://db/app")),
        Mistake(variable("TOKEN_TTL", "3600")),
        Mistake(variable("OAUTH_TOKEN_ENDPOINT", "https://auth.example.com/token")),
        Mistake(variable("TOKEN_TYPE", "bearer")),
        Mistake(variable("SORT_KEY", "created-at-then-name")),
        Mistake(variable("SECRET_NAME", "qsys-credentials")),
        Mistake(
            .container("args", "[--api-key=sk-ant-REPLACEME0, --port=1]"),
            finds:
                "error: Deployment/qsys: container 'qsys': a word of args looks like a secret written in clear"
        ),
        Mistake(
            .container("args", "[--password, hunter2hunter2]"),
            finds:
                "error: Deployment/qsys: container 'qsys': a word of args looks like a secret written in clear"
        ),
        Mistake(.container("args", "[--password-file, /run/secrets/password]")),
    ])
    func `pods hold no secrets`(_ mistake: Mistake) throws { try mistake.expect(of: "literal-secret") }

    private static func file(_ text: String) -> Change {
        .set("ConfigMap/qsys-config", "data.config~json", "|\n  \(text.replacing("\n", with: "\n  "))")
    }

    private static func setting(_ name: String) -> String {
        "error: ConfigMap/qsys-config: '\(name)' in 'config.json' looks like a secret written in clear"
    }

    @Test(arguments: [
        Mistake(file(#"{"db": {"password": "hunter2hunter2"}}"#), finds: setting("password")),
        Mistake(file("db:\n  apiKey: hunter2hunter2"), finds: setting("apiKey")),
        Mistake(file("# keys\nAPI_TOKEN=hunter2hunter2\nPORT=1"), finds: setting("API_TOKEN")),
        Mistake(file(#"{"keys": ["ghp_0123456789abcdefghij"]}"#), finds: setting("keys")),
        Mistake(file(#"{"password": "${DB_PASSWORD}", "passwordFile": "/run/secrets/db"}"#)),
        Mistake(file("secretName: qsys-credentials\ntoken-type: bearer")),
        Mistake(.set("ConfigMap/qsys-config", "data.tokens~yaml", "'enabled: true'")),
        Mistake(
            file("-----BEGIN EC PRIVATE KEY-----\nMHcCAQ"),
            finds: "error: ConfigMap/qsys-config: 'config.json' looks like a secret written in clear"
        ),
        Mistake(
            .set("ConfigMap/qsys-config", "data.DB_PASSWORD", "hunter2hunter2"),
            finds: "error: ConfigMap/qsys-config: 'DB_PASSWORD' looks like a secret written in clear"
        ),
    ])
    func `settings hold no secrets`(_ mistake: Mistake) throws {
        try mistake.expect(of: "secret-in-config-map")
    }

    private static func data(_ yaml: String) -> Change { .set("Secret/qsys-credentials", "data", yaml) }

    @Test(arguments: [
        Mistake(
            data("{token: <base64-encoded-key>}"),
            finds: "error: Secret/qsys-credentials: the value of 'token' is not base64"
        ),
        Mistake(
            data("{token: aGk}"),
            finds: "error: Secret/qsys-credentials: the value of 'token' is not base64"
        ),
        Mistake(
            data("{token: a===}"),
            finds: "error: Secret/qsys-credentials: the value of 'token' is not base64"
        ),
        Mistake(
            data("{token: aHVudGVyMg==}"),
            finds: "warning: Secret/qsys-credentials: has its values in the file: base64 is no protection"
        ),
        Mistake(
            data("{token: aHVudGVyMgo=}"),
            finds: "warning: Secret/qsys-credentials: the value of 'token' ends with a line break",
            "warning: Secret/qsys-credentials: has its values in the file: base64 is no protection"
        ),
        Mistake(
            .set("Secret/qsys-credentials", "stringData", "{token: hunter2}"),
            finds: "warning: Secret/qsys-credentials: has its values in the file: stringData is plain text"
        ),
        Mistake(data("{token: ''}")),
    ])
    func `secrets hold no values`(_ mistake: Mistake) throws { try mistake.expect(of: "secret-data") }

    @Test func `no message shows a secret`() throws {
        let secret = "hunter2hunter2"
        let text = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: c}
            data: {DB_PASSWORD: \(secret)}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: s}
            data: {password: \(secret)!}
            stringData: {password: \(secret), pin: [\(secret)]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              containers:
                - name: p
                  args: [--password, \(secret), [\(secret)]]
                  env: [{name: DB_PASSWORD, value: \(secret)}, {name: DB_PASSWORD, value: \(secret)}, {name: TOKEN, value: {a: \(secret)}, valueFrom: {}}]
                  livenessProbe: {exec: {command: [curl, --user, \(secret)]}}
            """
        let findings = ManifestSet(objects: try GoodSet.objects(in: text)).findings
        let ids = Set(findings.map(\.check))
        #expect(ids.isSuperset(of: ["literal-secret", "secret-in-config-map", "secret-data", "text-value"]))
        for finding in findings where finding.diagnostic.text.contains(secret) {
            Issue.record("\(finding.check) shows it: \(finding.diagnostic.text)")
        }
    }
}
