import TestSupport
import Testing

/// The same profile in every folder: at two environments, with a secret and a file.
let sample = """
    apiVersion: mcpctl.dev/v1
    name: weather
    version: 1.4.0
    image: ghcr.io/acme/weather:1.4.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    health: {readiness: /ready, liveness: /live}
    secrets: {API_KEY: weather-keys/api-key}
    configFiles: {/etc/weather/units.json: {json: {unit: celsius}}}
    environments:
      staging: {overlay: {scaling: 1}}
      production: {protected: true, targets: [https://weather.example.com/mcp]}

    """

@Suite struct `Every verb` {
    /// A name for the snapshot and the words of the command line.
    private static let runs: [(String, [String])] = [
        ("none", []), ("unknown", ["profle"]), ("version", ["version"]),
        ("version-json", ["version", "-o", "json"]),
        ("version-xml", ["version", "-o", "xml"]), ("version-help", ["version", "--help"]),
        ("init-help", ["init", "--help"]), ("init-again", ["init"]),
        ("profile", ["profile"]), ("profile-help", ["profile", "--help"]),
        ("validate", ["profile", "validate"]), ("validate-help", ["help", "profile", "validate"]),
        ("validate-several", ["profile", "validate", "mcpctl.yaml", "bad.yaml", "none.yaml"]),
        ("validate-twice", ["profile", "validate", "mcpctl.yaml", "-p", "bad.yaml"]),
        ("validate-environment", ["profile", "validate", "--env", "prodution"]),
        ("validate-binary", ["profile", "validate", "binary.yaml"]),
        ("validate-folder", ["profile", "validate", "."]),
        ("show-origin", ["profile", "show", "--env", "staging", "--origin"]),
        ("show-help", ["profile", "show", "--help"]), ("show-extra", ["profile", "show", "mcpctl.yaml"]),
        ("schema-help", ["profile", "schema", "--help"]), ("schema-extra", ["profile", "schema", "x"]),
        ("render-help", ["render", "k8s", "--help"]), ("render-ecs-help", ["render", "ecs", "--help"]),
        ("render-dry", ["render", "k8s", "-n", "-o", "k8s"]),
        ("render-diff-alone", ["render", "k8s", "--diff"]), ("render-nowhere", ["render", "k8s", "-o", ""]),
        ("render-docker-help", ["render", "docker", "--help"]),
        ("render-docker-unknown", ["render", "docker"]),
        ("render-bad", ["render", "k8s", "-p", "bad.yaml", "-p", "none.yaml"]),
        ("render-onto-file", ["render", "k8s", "-o", "mcpctl.yaml"]),
        ("render-same-twice", ["render", "k8s", "-p", "mcpctl.yaml", "-p", "mcpctl.yaml", "-o", "k8s"]),
        ("presets-help", ["presets", "list", "--help"]), ("preset-unknown", ["presets", "show", "qsy"]),
        ("preset-show-help", ["preset", "show", "--help"]),
        ("templates-help", ["templates", "list", "--help"]),
        ("templates-nowhere", ["templates", "list", "--templates", "none"]),
        ("eject-help", ["templates", "eject", "--help"]),
        ("eject", ["templates", "eject", "kubernetes/service.yaml", "--to", "mine/"]),
        ("eject-unknown", ["templates", "eject", "kubernetes/servce.yaml", "--to", "mine"]),
        ("eject-alone", ["templates", "eject"]), ("completion-help", ["completion", "--help"]),
        ("man-help", ["man", "--help"]), ("man-unknown", ["man", "nope"]),
        ("demo-help", ["demo", "--help"]),
        ("probe-help", ["probe", "--help"]), ("status-help", ["status", "--help"]),
        ("help-topic", ["help", "exit-codes"]),
        ("help-unknown", ["help", "nope"]),
    ]

    @Test(arguments: runs)
    func `answers, helps, and tells what was wrong`(_ name: String, _ words: [String]) throws {
        let folder = try TemporaryFolder()
        try folder.write(sample, to: "mcpctl.yaml")
        try folder.write(sample + "owner: [1]\nsecret: {API_KEY: hunter2}\n", to: "bad.yaml")
        try folder.write("\u{1}\u{0}", to: "binary.yaml")
        try expectSnapshot(try ToolRun(words, in: folder).transcript, named: name)
    }

    @Test(arguments: [
        (["init", "--preset", "custom", "--image", "ghcr.io/acme/a:1", "-o", "-"], "preset: custom"),
        (["__complete", "bash", "3", "mcpctl", "init", "--preset", "mcp-"], "mcp-sandbox"),
        (["profile", "schema"], "\"$schema\""), (["man"], ".Dt MCPCTL 1"),
        (["completion", "bash"], "complete"),
        (["completion", "zsh"], "compdef"), (["completion", "fish"], "complete"),
        (["presets", "list"], "custom"),
        (["presets", "show", "custom", "-o", "json"], "\"title\""),
        (["templates", "list"], "kubernetes/service.yaml"),
        (["render", "k8s"], "kind: NetworkPolicy"),
        (
            ["render", "docker", "--set", "runtime={language: node, version: '22', command: [node, a.js]}"],
            "USER 10001:10001"
        ),
        (["profile", "show", "-o", "json"], "\"repository\""),
        (["profile", "show", "--origin", "-o", "yaml"], "origin: mcpctl.yaml:2:7"),
        (["__complete", "bash", "1", "mcpctl", "pro"], "profile"),
    ])
    func `prints what it is for`(_ words: [String], _ part: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(sample, to: "mcpctl.yaml")
        let run = try ToolRun(words, in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains(part))
    }
}
