import Foundation
import TestSupport
import Testing

@Suite struct `Rendering into a folder` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(sample, to: "mcpctl.yaml")
    }

    private func render(_ more: String..., environment: [String: String] = [:]) throws -> ToolRun {
        try ToolRun(["render", "k8s", "-o", "k8s"] + more, in: folder, environment: environment)
    }

    /// Changes what was rendered in every way a diff can tell.
    private func damage() throws {
        let service = try #require(folder.text(of: "k8s/40-service.yaml"))
        try folder.write(service.replacing("80", with: "81"), to: "k8s/40-service.yaml")
        let deployment = try #require(folder.text(of: "k8s/30-deployment.yaml"))
        try folder.write(deployment + "no line feed", to: "k8s/30-deployment.yaml")
        let policy = try #require(folder.text(of: "k8s/60-networkpolicy.yaml"))
        try folder.write(policy.replacing("\n", with: "\r\n"), to: "k8s/60-networkpolicy.yaml")
        try FileManager.default.removeItem(atPath: "\(folder.path)/k8s/10-serviceaccount.yaml")
        let stale = "kind: X\nmetadata:\n  labels:\n    app.kubernetes.io/managed-by: mcpctl\n"
        try folder.write(stale + "    app.kubernetes.io/name: weather\n", to: "k8s/99-stale.yaml")
        try folder.write(stale + "    app.kubernetes.io/name: other\n", to: "k8s/99-other.yaml")
        try folder.write("mine: true\n", to: "k8s/notes.yaml")
    }

    @Test func `gives the same bytes every time, one stream or many files`() throws {
        #expect(try render().status == 0)
        let stream = try ToolRun(["render", "k8s"], in: folder).output
        let files = folder.paths.filter {
            $0.hasSuffix(".yaml") && $0.hasPrefix("k8s/") && !$0.contains("kustomization")
        }
        #expect(files.compactMap(folder.text).joined() == stream)
        #expect(try ToolRun(["render", "k8s"], in: folder).output == stream)
    }

    @Test func `says with exit status 3 that the folder is out of date, and changes nothing`() throws {
        #expect(try render("--check").status == 3)
        #expect(folder.paths == ["mcpctl.yaml"])
        _ = try render()
        #expect(try render("--check").status == 0)
        try damage()
        let before = folder.paths.map(folder.text)
        for option in ["--check", "--diff", "--dry-run"] {
            #expect(try render(option).status == (option == "--check" ? 3 : 0))
            #expect(folder.paths.map(folder.text) == before)
        }
    }

    @Test func `prints a diff that patch turns into what would be written`() throws {
        _ = try render()
        try damage()
        try folder.write(try render("--diff").output, to: "change.patch")
        let patch = Process()
        patch.executableURL = URL(filePath: "/usr/bin/patch")
        patch.arguments = ["-p0", "--binary", "-s", "-i", "change.patch"]
        patch.currentDirectoryURL = URL(filePath: folder.path)
        try patch.run()
        patch.waitUntilExit()
        #expect(patch.terminationStatus == 0)
        let check = try render("--check")
        #expect(check.status == 0, "\(check.output)")
    }

    @Test func `removes what it once made, and leaves everything else alone`() throws {
        _ = try render()
        try damage()
        #expect(try render().status == 0)
        #expect(folder.text(of: "k8s/99-stale.yaml") == nil)
        #expect(folder.text(of: "k8s/99-other.yaml") != nil)
        #expect(folder.text(of: "k8s/notes.yaml") == "mine: true\n")
        #expect(try render("--check").status == 0)
    }

    @Test func `does not write over what another hand, or another server's render, made`() throws {
        try folder.write("resources: [mine.yaml]\npatches: []\n", to: "k8s/kustomization.yaml")
        let refused = try render()
        #expect(refused.status == 2)
        #expect(refused.errors.contains("k8s/kustomization.yaml was written by another hand"))
        #expect(folder.paths == ["k8s", "k8s/kustomization.yaml", "mcpctl.yaml"])
        #expect(try render("--force").status == 0)
        try folder.write(sample.replacing("name: weather", with: "name: other"), to: "mcpctl.yaml")
        let before = folder.paths.map(folder.text)
        let other = try render()
        #expect(other.status == 2)
        #expect(other.errors.contains("written for the server 'weather'"))
        #expect(folder.paths.map(folder.text) == before)
    }

    @Test func `lists the documents of a stream when asked what it would do`() throws {
        let listed = try ToolRun(["render", "k8s", "--dry-run"], in: folder)
        #expect(listed.status == 0)
        #expect(listed.output.contains("print      weather/30-deployment.yaml\n"))
        #expect(folder.paths == ["mcpctl.yaml"])
    }

    @Test func `writes nothing when one file cannot be written`() throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/k8s/60-networkpolicy.yaml",
            withIntermediateDirectories: true
        )
        let run = try render()
        #expect(run.status == 2)
        #expect(folder.paths == ["k8s", "k8s/60-networkpolicy.yaml", "mcpctl.yaml"])
    }

    @Test func `takes the profile and the environment from variables`() throws {
        try folder.write(sample.replacing("weather", with: "tides"), to: "other.yaml")
        _ = try render(environment: ["MCPCTL_PROFILE": "other.yaml", "MCPCTL_ENV": "production"])
        #expect(
            folder.text(of: "k8s/40-service.yaml")?.contains("app.kubernetes.io/instance: tides-production")
                == true
        )
    }

    @Test func `puts several servers into folders of their names`() throws {
        try folder.write(sample.replacing("weather", with: "tides"), to: "other.yaml")
        #expect(try render("-p", "mcpctl.yaml", "-p", "other.yaml").status == 0)
        #expect(folder.paths.contains("k8s/weather/40-service.yaml"))
        #expect(folder.paths.contains("k8s/tides/40-service.yaml"))
    }

    @Test func `removes what it made for a server that the profile no longer lists, and no other's`() throws {
        let head = "apiVersion: mcpctl.dev/v1\nname: acme\nversion: 1.4.0\npreset: mcp-typescript\nservers:\n"
        let (one, two) = ("  one: {image: a/one:1}\n", "  two: {image: a/two:1}\n")
        try folder.write(head + one + two, to: "mcpctl.yaml")
        _ = try render()
        _ = try ToolRun(["render", "docker", "-o", "docker"], in: folder)
        try folder.write(sample, to: "other.yaml")
        _ = try ToolRun(["render", "k8s", "-p", "other.yaml", "-o", "k8s/weather"], in: folder)
        try folder.write("mine: true\n", to: "k8s/two/notes.yaml")
        try folder.write(head + one, to: "mcpctl.yaml")

        #expect(try render("--check").status == 3)
        let run = try render()
        #expect(run.output.contains("remove     k8s/two/30-deployment.yaml\n"))
        #expect(
            run.errors.contains(
                "k8s/weather was rendered for a server 'weather', which is not in the profile"
            )
        )
        #expect(folder.paths.filter { $0.hasPrefix("k8s/two/") } == ["k8s/two/notes.yaml"])
        #expect(folder.paths.contains("k8s/weather/30-deployment.yaml"))
        #expect(try render("--check").status == 0)
        let images = try ToolRun(
            ["render", "docker", "-o", "docker"],
            in: folder
        )
        #expect(images.errors.contains("docker/two was rendered for a server 'two'"))
    }

    @Test func `says single values over the profile, and promotes an image`() throws {
        let digest = "sha256:" + String(repeating: "cd", count: 32)
        let run = try ToolRun(
            [
                "render", "k8s", "--set", "scaling=2", "--set", "/configFiles/~1app~1a.b/content=a=b",
                "--image-digest", digest,
                "--image-tag", "2.0.0",
            ],
            in: folder
        )
        #expect(run.status == 0, "\(run.errors)")
        for text in ["replicas: 2\n", "mountPath: /app/a.b\n", ":2.0.0@\(digest)\n"] {
            #expect(run.output.contains(text), "\(text)")
        }
        let wrong = try ToolRun(["render", "k8s", "--set", "scaling.replicas=many"], in: folder)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("--set scaling.replicas:1:1: error:"), "\(wrong.errors)")
        #expect(try ToolRun(["render", "k8s", "--set", "scaling"], in: folder).status == 2)
    }

    @Test func `reads standard input`() throws {
        let run = try ToolRun(["render", "k8s", "-p", "-"], in: folder, input: sample)
        #expect(run.output == (try ToolRun(["render", "k8s"], in: folder).output))
    }

    /// A signal waits for the files, or comes before them: never a half, never a temporary file.
    @Test(arguments: [SIGTERM, SIGINT])
    func `is whole or not there when it is interrupted`(_ signal: Int32) throws {
        for delay in stride(from: 0, through: 24_000, by: 3_000) {
            let process = Process()
            process.executableURL = URL(filePath: ToolRun.executable)
            process.arguments = ["render", "k8s", "-o", "k8s"]
            process.currentDirectoryURL = URL(filePath: folder.path)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(delay))
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            let files = folder.paths.filter { $0.hasPrefix("k8s/") }
            #expect(!files.contains { $0.contains(".tmp") })
            #expect(files.isEmpty || files.contains("k8s/kustomization.yaml"), "\(files)")
            try? FileManager.default.removeItem(atPath: "\(folder.path)/k8s")
        }
    }
}
