import Diagnostics
import Render
import Templates
import Testing

@Suite struct `A rendered Dockerfile` {
    private static let runtimes = [
        "language: node, version: '22', command: [node, index.js]",
        "language: node, version: '22', packageManager: pnpm, build: [pnpm build], command: [node, dist/index.js]",
        "language: node, version: '22', packageManager: yarn, build: [yarn build], command: [node, dist/index.js]",
        "language: node, version: '22', packageManager: yarn, packageManagerVersion: 4.9.2, command: [node, a.js]",
        "language: python, version: '3.12', command: [python, -m, weather]",
        "language: python, version: '3.12', packageManager: poetry, command: [python, -m, weather]",
        "language: python, version: '3.12', packageManager: uv, command: [weather]",
        "language: swift, version: '6.1'", "language: go, version: '1.24'",
        "image: 'ghcr.io/acme/base:1.0', build: [make], command: [/app/weather]",
    ]

    @Test(arguments: runtimes)
    func `installs from a lock file, in stages, and says nothing doubtful`(runtime: String) throws {
        let profile = Rendering.profile("runtime: {\(runtime)}\nhealth: {path: /health, port: 3000}")
        let rendering = try Rendering(profile)
        #expect(rendering.lines.count { $0.hasPrefix("FROM ") } >= 3)
        #expect(rendering.lines.contains("USER 10001:10001"))
        #expect(rendering.lines.contains("ENTRYPOINT [\"/usr/local/bin/tini\", \"--\"]"))
        #expect(
            rendering.lines.first
                == "# Rendered by mcpctl for weather: change its profile or the templates, not this file."
        )
        let own = rendering.plan.warnings.filter { !$0.message.contains("digest") && $0.severity != .note }
        #expect(own.map(\.message).allSatisfy { $0.contains("nothing to ask its health with") })
        #expect(try Rendering(profile).plan.files == rendering.plan.files)
    }

    @Test(arguments: Rendering.systems)
    func `follows from a preset alone`(preset: String) throws {
        let rendering = try Rendering(Rendering.profile("preset: \(preset)"))
        for file in rendering.plan.files {
            #expect(file.text.contains("Rendered by mcpctl for weather"), "\(file.path)")
        }
        // Whatever the image copies from beside the Dockerfile is beside it.
        for line in rendering.lines where line.hasPrefix("COPY --chmod=0555 ") {
            #expect(rendering.file(String(line.split(separator: " ")[2])) != nil, "\(line)")
        }
        #expect(!rendering.lines.contains("HEALTHCHECK NONE") || rendering.lines.last != "HEALTHCHECK NONE")
    }

    /// What each system needs in its image, or must not have there.
    @Test(arguments: [
        ("qsys", "npm prune", false), ("qsys", "--omit=dev --no-audit --no-fund mcp-proxy@6.4.0", true),
        ("qsys", "\"mcpctl/mcp-health.mjs\"", false),
        ("qsys", "mcpctl/mcp-health.mjs /opt/mcpctl/mcp-health.mjs", true),
        ("mcp-factory", "npm prune --omit=dev", true), ("mcp-factory", "tsx", false),
        ("mcp-sandbox", "/opt/mcpctl/bridge/bin/pip install mcp-proxy==0.13.0", true),
        ("mcp-sandbox", "--chown=10001:10001 /opt/empty/ /app/data/", true),
        ("mcp-sandbox", "PYTHONPATH=\"/app/src\"", true),
        // Docker waits longer than the question does.
        ("qsys", "--timeout=6s", true), ("qsys", "\"--timeout\", \"4\"", true),
        ("kailash", "kailash-http.py /opt/mcpctl/kailash-http.py", true), ("kailash", "ALLOWED_HOSTS", false),
        ("mcp-typescript", "SERVER_PORT=\"3000\"", true), ("mcp-typescript", "NODE_OPTIONS", false),
    ])
    func `knows its system`(_ preset: String, _ part: String, _ isThere: Bool) throws {
        let dockerfile = try Rendering(Rendering.profile("preset: \(preset)")).dockerfile
        #expect(dockerfile.contains(part) == isThere)
    }

    @Test func `keeps secrets and local data away from the builder`() throws {
        let rendering = try Rendering(
            Rendering.profile("preset: mcp-sandbox\nsecrets: {ANTHROPIC_API_KEY: {file: keys/anthropic}}")
        )
        let ignored = try #require(rendering.file(".dockerignore")).split(separator: "\n").map(String.init)
        #expect(["keys/anthropic", "data", "logs", "**/.env", ".git"].allSatisfy(ignored.contains))
    }

    /// The words of the question, by what the final image is.
    @Test(arguments: [
        ("language: swift, version: '6.1'", "CMD [\"bash\", \"-c\", \"exec 3<>/dev/tcp/127.0.0.1/3000"),
        ("language: go, version: '1.24'", "CMD [\"bash\", \"-c\", \"exec 3<>/dev/tcp/127.0.0.1/3000"),
        (
            "language: go, version: '1.24', image: 'golang:1.24-alpine3.21'",
            "CMD [\"wget\", \"-q\", \"-T\", \"5\""
        ),
        (
            "language: go, version: '1.24', image: 'gcr.io/distroless/static-debian12:nonroot'",
            "HEALTHCHECK NONE\nENTRYPOINT"
        ),
        ("language: node, version: '22', command: [node, a.js]", "CMD [\"node\", \"-e\", \"fetch("),
    ])
    func `asks for health with what the image has`(_ runtime: String, _ part: String) throws {
        let rendering = try Rendering(Rendering.profile("runtime: {\(runtime)}\nhealth: {path: /health}"))
        #expect(rendering.dockerfile.contains(part), "\(rendering.dockerfile)")
        let warns = rendering.plan.warnings.contains { $0.message.contains("nothing to ask its health with") }
        #expect(warns == part.hasPrefix("HEALTHCHECK NONE"))
    }

    @Test func `pins its bases by digest when the profile does`() throws {
        let digest = "sha256:" + String(repeating: "ab", count: 32)
        let rendering = try Rendering(
            Rendering.profile(
                """
                runtime:
                  language: node
                  command: [node, a.js]
                  image: node:22-bookworm-slim@\(digest)
                  buildImage: node:22-bookworm@\(digest)
                """
            )
        )
        #expect(rendering.lines.contains("FROM node:22-bookworm@\(digest) AS build"))
        #expect(rendering.dockerfile.contains("image.base.digest=\"\(digest)\""))
        #expect(
            !rendering.plan.warnings.contains { $0.message.contains("the same Dockerfile may build another") }
        )
    }

    /// What a profile says, the message, and where it points.
    @Test(arguments: [
        (
            "health: {path: /health}",
            "nothing is known of how the server is built: no Dockerfile can be made of it", 1
        ),
        (
            "runtime: {language: node, command: [node, a.js]}",
            "no base image follows from language node without a version", 5
        ),
        (
            "runtime: {language: node, version: '22'}",
            "the image cannot start: nothing says how the server does", 5
        ),
        (
            "runtime: {language: node, version: '22', packageManager: poetry}",
            "runtime.packageManager poetry installs nothing for node", 5
        ),
        (
            "runtime: {image: node}",
            "runtime.image must be an image with its tag or digest, such as node:20-bookworm-slim, and not 'latest', not \"node\"",
            5
        ),
        ("runtime: {artifacts: [../x]}", "runtime.artifacts must be paths inside the project, not ../x", 5),
        (
            "runtime: {language: node, version: '22', command: [npx, tsx, a.ts]}",
            "the server starts with npx: what runs is fetched or compiled at every start, where neither network nor a writable folder need be",
            nil
        ),
        (
            "preset: qsys\nserver: {bridge: {package: mcp-proxy}}",
            "server.bridge.package must be a package with its exact version, such as mcp-proxy@6.4.0 (npm) or mcp-proxy==0.13.0 (PyPI), not \"mcp-proxy\"",
            6
        ),
        (
            "preset: qsys\nserver: {bridge: {package: mcp-proxy==0.13.0}}",
            "mcp-proxy==0.13.0 cannot be installed in an image for node", 6
        ),
    ])
    func `is refused where it could not work`(_ more: String, _ message: String, _ line: Int?) throws {
        let said = try Rendering.said(Rendering.profile(more)).filter { $0.severity == .error }
        let found = said.first { $0.message == message }
        #expect(found != nil, "\(said.map(\.message))")
        #expect(found?.location?.line == line && found?.hint != nil || message.contains("inside the project"))
    }

    @Test func `takes patches of a stage by its name`() throws {
        let profile = Rendering.profile(
            """
            preset: mcp-factory
            patches:
              - target: {in: docker, kind: Dockerfile, name: weather}
                json:
                  - {op: add, path: /build/3, value: {ENV: {CI: 'true'}}}
                  - {op: add, path: /final/-, value: {LABEL: {org.example.tier: gold}}}
            """
        )
        let text = try Rendering(profile).dockerfile
        #expect(text.contains("WORKDIR /app\nENV CI=\"true\"\n"))
        #expect(text.hasSuffix("LABEL org.example.tier=\"gold\"\n"))
    }

    @Test func `checks what patches and replaced templates make of it`() throws {
        let patched = Rendering.profile(
            """
            preset: mcp-factory
            patches:
              - target: {in: docker, kind: Dockerfile}
                json: [{op: add, path: /final/-, value: {USER: root}}]
            """
        )
        let error = try Rendering.said(patched).first { $0.severity == .error }
        #expect(error?.message == "the server runs as root" && error?.location?.line == 8)
        let templates = try TemplateSet.embedded(
            overriddenBy: ["docker/node.yaml": "stages:\n  - FRMO: {image: a}\nfiles: []\n"],
            from: "mine"
        )
        let said = try Rendering.said(Rendering.profile("preset: mcp-factory"), templates: templates)
        #expect(
            said.first?.message == "unknown instruction 'FRMO'"
                && said.first?.location?.file.name == "mine/docker/node.yaml"
        )
    }
}
