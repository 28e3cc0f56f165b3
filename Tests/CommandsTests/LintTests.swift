import TestSupport
import Testing

@Suite struct `Looking at deployment files` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(sample, to: "mcpctl.yaml")
        #expect(try ToolRun(["render", "k8s", "-o", "k8s"], in: folder).status == 0)
    }

    @Test func `finds nothing in what was rendered, given the Secrets of the cluster`() throws {
        let run = try ToolRun(["lint", "--existing", "Secret/weather-keys"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("found nothing in "))
        let all = try ToolRun(["lint", "k8s", "--existing", "Secret/*"], in: folder)
        #expect(all.output == run.output)
    }

    @Test func `says where a mistake is, by which check, and ends with 3`() throws {
        let text = try #require(folder.text(of: "k8s/30-deployment.yaml"))
        try folder.write(
            text.replacing("privileged: false", with: "privileged: true"),
            to: "k8s/30-deployment.yaml"
        )
        let run = try ToolRun(["lint", "k8s", "--existing", "Secret/*"], in: folder)
        #expect(run.status == 3)
        #expect(run.errors.contains("k8s/30-deployment.yaml:"))
        #expect(run.errors.contains("[container-security]"))
        let data = try ToolRun(["lint", "k8s", "--existing", "Secret/*", "-o", "json"], in: folder)
        #expect(data.output.contains(#""check": "container-security""#))
        #expect(data.status == 3)
    }

    @Test(arguments: ["Dockerfile", "worker.Dockerfile", "Dockerfile.worker", "Containerfile"])
    func `tells a Dockerfile by its name, and points into it`(name: String) throws {
        let text = """
            # escape=`
            ARG VERSION=latest
            FROM node:${VERSION} AS Build
            RUN --mount=type=cache,target=/root/.npm `
              npm ci
              COPY --from=biuld a b

            """
        try folder.write(text, to: "image/\(name)")
        try folder.write("FROM node", to: "image/Dockerfile.dockerignore")
        let run = try ToolRun(["lint", "image"], in: folder)
        #expect(run.status == 3)
        #expect(run.output == "found 5 in 1 Dockerfile\n", "\(run.errors)")
        for line in [
            "image/\(name):3:1: error: FROM node:latest names no version", "[dockerfile/unpinned-base]",
            "image/\(name):4:1: error: 'npm ci' needs package-lock.json",
            "image/\(name):6:3: error: there is no stage 'biuld' before this one",
        ] {
            #expect(run.errors.contains(line), "\(run.errors)")
        }
    }

    @Test func `finds nothing in a rendered image, and shows no secret of another`() throws {
        try folder.write(
            "apiVersion: mcpctl.dev/v1\nname: a\npreset: qsys\nversion: 1.0.0\n"
                + "image: ghcr.io/acme/a:1.0.0\n",
            to: "qsys.yaml"
        )
        let render = try ToolRun(["render", "docker", "-p", "qsys.yaml", "-o", "image"], in: folder)
        #expect(render.status == 0, "\(render.errors)")
        let run = try ToolRun(["lint", "image"], in: folder)
        #expect(run.output == "found nothing in 1 Dockerfile\n", "\(run.errors)")
        let text = try #require(folder.text(of: "image/Dockerfile"))
        let secret = "npm_0123456789abcdefghijkl"
        try folder.write(
            text.replacing("ARG CREATED", with: "ENV NPM_TOKEN=\(secret)\nRNU x"),
            to: "image/Dockerfile"
        )
        let bad = try ToolRun(["lint", "image"], in: folder)
        #expect(bad.errors.contains("'NPM_TOKEN' looks like a secret"))
        #expect(bad.errors.contains("hint: did you mean RUN?\n"))
        #expect(!bad.transcript.contains(secret))
    }

    @Test func `looks at each kustomization, and at each folder for ECS, by itself`() throws {
        try folder.write(sample.replacing("weather", with: "tides"), to: "other.yaml")
        #expect(try ToolRun(["render", "k8s", "-p", "other.yaml", "-o", "tides"], in: folder).status == 0)
        let run = try ToolRun(["lint", "--existing", "Secret/*"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `refuses what it cannot read, and says when there is nothing`() throws {
        try folder.write("kind: [", to: "k8s/broken.yaml")
        let broken = try ToolRun(["lint", "k8s"], in: folder)
        #expect(broken.status == 2)
        #expect(broken.errors.contains("k8s/broken.yaml:1:"))
        let nothing = try ToolRun(["lint", "mcpctl.yaml"], in: folder)
        #expect(nothing.status == 2)
        #expect(nothing.errors.contains("there is nothing to look at in mcpctl.yaml"))
        let empty = try ToolRun(["lint"], in: TemporaryFolder())
        #expect(empty.errors.contains("there is nothing to look at in this folder"))
    }
}

@Suite struct `Rendering several servers` {
    private let folder: TemporaryFolder
    private static let profile = """
        apiVersion: mcpctl.dev/v1
        name: tools
        version: 1.0.0
        gateway: {host: mcp.example.com}
        servers:
          weather: {preset: mcp-typescript, image: ghcr.io/acme/weather:1.0.0}
          files: {preset: mcp-sandbox, image: ghcr.io/acme/files:1.0.0}

        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.profile, to: "mcpctl.yaml")
    }

    @Test func `replaces its own files, and each server's leftovers`() throws {
        #expect(try ToolRun(["render", "k8s", "-o", "k8s"], in: folder).status == 0)
        #expect(folder.paths.contains("k8s/files/30-statefulset.yaml"))
        #expect(folder.paths.contains("k8s/weather/70-ingress.yaml"))
        let changed = Self.profile.replacing("gateway: {host: mcp.example.com}\n", with: "")
        try folder.write(changed.replacing("preset: mcp-sandbox", with: "preset: qsys"), to: "mcpctl.yaml")
        let run = try ToolRun(["render", "k8s", "-o", "k8s"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(!folder.paths.contains("k8s/files/30-statefulset.yaml"))
        #expect(!folder.paths.contains("k8s/weather/70-ingress.yaml"))
        #expect(try ToolRun(["render", "k8s", "-o", "k8s", "--check"], in: folder).status == 0)
    }

    @Test func `refuses one image for all of them`() throws {
        let digest = "sha256:" + String(repeating: "a", count: 64)
        let run = try ToolRun(["render", "k8s", "--image-digest", digest], in: folder)
        #expect(run.status == 2)
        #expect(run.errors.contains("--set servers.NAME.image.digest"))
    }

    @Test func `needs a folder for all kinds of files`() throws {
        let run = try ToolRun(["render", "all"], in: folder)
        #expect(run.status == 2)
        #expect(run.errors.contains("name a folder: -o DIR"))
        #expect(try ToolRun(["render", "all", "-o", "deploy"], in: folder).status == 0)
        #expect(folder.paths.contains("deploy/kubernetes/weather/40-service.yaml"))
    }
}
