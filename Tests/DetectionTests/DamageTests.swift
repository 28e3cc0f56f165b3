import Foundation
import TestSupport
import Testing

@Suite struct `mcpctl init` {
    private static let good =
        #"{"name": "weather", "version": "1.4.0", "dependencies": {"@modelcontextprotocol/sdk": "1"}}"#

    @Test func `never overwrites a profile, and writes nothing when it fails`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.good, to: "package.json")
        try folder.write("mine", to: "mcpctl.yaml")
        let refused = try ToolRun(["init"], in: folder)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("mcpctl.yaml is there already") && refused.errors.contains("-o FILE"))
        #expect(folder.text(of: "mcpctl.yaml") == "mine")
        #expect(try ToolRun(["init", "-o", "new/other.yaml"], in: folder).status == 0)
        #expect(folder.paths == ["mcpctl.yaml", "new", "new/other.yaml", "package.json"])
        #expect(try ToolRun(["init", "-n"], in: folder).status == 0)
        #expect(folder.text(of: "mcpctl.yaml") == "mine")
    }

    @Test func `says of a folder with nothing in it what to do`() throws {
        let folder = try TemporaryFolder()
        let run = try ToolRun(["init"], in: folder)
        #expect(run.status == 2)
        #expect(
            run.errors
                == "error: nothing recognised in this folder\nhint: name what it is: mcpctl init --preset custom --image REPOSITORY:TAG\n"
        )
        #expect(folder.paths.isEmpty)
        #expect(
            try ToolRun(["init", "--preset", "custom", "--image", "ghcr.io/acme/a:1"], in: folder).status == 0
        )
        #expect(try ToolRun(["profile", "validate"], in: folder).status == 0)
    }

    @Test(arguments: [
        (["init", "none"], 2, "none"), (["init", "--preset", "qsy"], 2, "did you mean 'qsys'"),
        (["init", "--name", "A B"], 2, "DNS label"),
        (["init", "--image", "a:latest"], 2, "latest"), (["init", "--from", "none.yaml"], 2, "none.yaml"),
        (["init", ""], 2, "name of a folder"),
        (["init", "--from", "notes.txt"], 2, "notes.txt:1:1: error: this is no Kubernetes manifest"),
        (["init", "--from", "-", "--from", "-"], 2, "can be given once"),
    ])
    func `tells what was wrong with the command`(words: [String], status: Int32, message: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("just: words\n", to: "notes.txt")
        let run = try ToolRun(words, in: folder)
        #expect(run.status == status)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(folder.paths == ["notes.txt"])
    }

    @Test(arguments: [
        ("Dockerfile", "RUN x\n<<EOF"), ("compose.yaml", "services: [\n"),
        ("compose.yaml", "services: {a: 1, b: [}"), ("k8s/a.yaml", "kind: apiVersion:\n\t- x"),
        (
            "k8s/a.yaml",
            "kind: Deployment\napiVersion: apps/v1\nspec: {template: {spec: {containers: [1, {env: [a, {name: [b]}], ports: x}]}}}"
        ),
        ("pyproject.toml", "[project\nname = 1"), ("pyproject.toml", "project = 3\ntool = []"),
        ("tsconfig.json", "{ /* never closed"), ("server.json", "[1]"),
        ("config/mcp.json", "{\"servers\": 3}"), (".mcp.json", "{\"mcpServers\": {\"a\": 5}}"),
        ("task.json", "{\"containerDefinitions\": [3, {\"name\": 4}], \"cpu\": {}}"),
        (".env", "=\n==\nA B=3\n"), ("requirements.txt", "==\n\u{0}"), ("config.json", "\u{FEFF}{}"),
        ("Package.swift", "name: \"\n"), ("go.mod", "module\ngo"),
        (".nvmrc", "lts/*"), ("k8s/a.yaml", String(repeating: "kind: apiVersion: [", count: 5000)),
        ("config.json", String(repeating: " ", count: 2 << 20)),
    ])
    func `goes on where a file is damaged`(name: String, text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.good, to: "package.json")
        try folder.write(text, to: name)
        let run = try ToolRun(["init"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try ToolRun(["profile", "validate"], in: folder).status == 0)
        #expect(folder.text(of: "mcpctl.yaml")?.contains("name: weather") == true)
    }

    @Test(arguments: [
        (".env.example", "NAME_%=1\n"), (".env.example", "API_KEY_%=\n"), ("Dockerfile", "WHAT_% x\n"),
        ("Dockerfile", "ENV A_%=1\n"),
        ("config.json", "[[[[%"), ("pyproject.toml", "[[a]]\n[a.b_%]\n"), ("requirements.txt", "mcp_%\n"),
        ("a.ts", "startMetricsServer(%)\n"),
    ])
    func `does not drown in a file that is one line over and over`(name: String, line: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.good, to: "package.json")
        let head = name == "Dockerfile" ? "FROM node:20\n" : ""
        try folder.write(head + (0..<5000).map { line.replacing("%", with: String($0)) }.joined(), to: name)
        let run = try ToolRun(["init"], in: folder)
        #expect(run.status == 0)
        #expect(run.errors.utf8.count < 100_000)
        #expect(try ToolRun(["profile", "validate"], in: folder).status == 0)
    }

    @Test func `says which file it could not read, and where`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.good, to: "package.json")
        try folder.write(Data([0xFF, 0xFE, 0]), to: "config.json")
        try folder.write("a: [", to: "compose.yaml")
        try folder.write("[a\n", to: "pyproject.toml")
        try folder.write(String(repeating: "x", count: 1 << 21), to: "server.json")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/loop",
            withDestinationPath: folder.path
        )
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/self.json",
            withDestinationPath: "self.json"
        )
        let errors = try ToolRun(["init"], in: folder).errors
        for part in [
            "config.json is not UTF-8", "compose.yaml:1:", "pyproject.toml:1:3: warning: expected `]`",
            "server.json is larger than 1 MiB", "self.json is no file",
        ] {
            #expect(errors.contains(part), "\(errors)")
        }
    }

    @Test(arguments: [
        ".env", ".env.example", ".env.production", "Dockerfile", "compose.yaml", "k8s/a.yaml", "task.json",
        ".mcp.json", "package.json",
    ])
    func `shows no secret of any file, and writes none`(name: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.good, to: "package.json")
        let secret = "correct-horse-battery"
        let texts = [
            "Dockerfile":
                "FROM node:20\nENV API_KEY=\(secret)\nARG DB_PASSWORD=\(secret)\nCMD [\"node\", \"--token\", \"\(secret)\"]\n",
            "compose.yaml":
                "services:\n  a:\n    image: a\n    environment: {API_KEY: \(secret), DB: 'postgres://u:\(secret)@h/d'}\n    env_file: .env\n  r: {image: redis, command: redis-server --requirepass \(secret)}\n",
            "k8s/a.yaml":
                "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: a, env: [{name: API_KEY, value: \(secret)}]}]}}}\n---\nkind: Secret\napiVersion: v1\nmetadata: {name: b}\nstringData: {api-key: \(secret)}\n---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\ndata: {password: \(secret)}\n",
            "task.json":
                #"{"containerDefinitions": [{"name": "a", "image": "a", "environment": [{"name": "API_KEY", "value": "\#(secret)"}]}]}"#,
            ".mcp.json":
                #"{"mcpServers": {"a": {"command": "x", "args": ["--api-key=\#(secret)"], "env": {"API_KEY": "\#(secret)"}}}}"#,
            "package.json": #"{"name": "a", "scripts": {"start": "node a.js --password=\#(secret)"}}"#,
        ]
        try folder.write(
            texts[name] ?? "API_KEY=\(secret)\nPLAIN=\(secret)\nexport OTHER='\(secret)'\n",
            to: name
        )
        let run = try ToolRun(["init"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let written = folder.text(of: "mcpctl.yaml") ?? ""
        #expect(!(run.output + run.errors + written).contains(secret), "\(run.errors)\n\(written)")
        #expect(name == "package.json" || written.contains("API_KEY: "), "\(written)")
        #expect(try ToolRun(["profile", "validate"], in: folder).status == 0)
    }
}
