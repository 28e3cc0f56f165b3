import TestSupport
import Testing
import Values

@Suite struct `render k8s --live` {
    private let cluster: Cluster

    init() throws {
        cluster = try Cluster()
        try cluster.folder.write(
            """
            apiVersion: mcpctl.dev/v1
            name: weather
            preset: mcp-typescript
            version: 1.4.0
            image: ghcr.io/acme/weather:1.4.0@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
            """,
            to: "mcpctl.yaml"
        )
    }

    private func live(_ more: String..., environment: [String: String] = [:]) throws -> ToolRun {
        try ToolRun(
            ["render", "k8s", "--live", "--timeout", "20s"] + more,
            in: cluster.folder,
            environment: ["KUBECONFIG": cluster.config].merging(environment) { $1 }
        )
    }

    @Test func `ends with 3 while something differs, and with 0 when nothing does`() async throws {
        let before = cluster.folder.paths
        let first = try live()
        #expect(first.status == 3, "\(first.transcript)")
        #expect(first.errors == "context test, \(cluster.url): 8 to create\n")
        #expect(
            first.output.contains("--- /dev/null\n+++ rendered/Deployment/mcp-weather/weather\n@@ -0,0 +1,")
        )
        let rendered = try documents(try ToolRun(["render", "k8s"], in: cluster.folder).output)
        try await cluster.apply(rendered)
        let same = try live()
        #expect(same.status == 0, "\(same.transcript)")
        #expect(same.output.isEmpty)
        #expect(same.errors == "context test, \(cluster.url): 8 the same\n")

        let text = cluster.folder.text(of: "mcpctl.yaml") ?? ""
        try cluster.folder.write(text + "\nenv: {EXTRA: 'yes'}\n", to: "mcpctl.yaml")
        let changed = try live("--context", "test")
        #expect(changed.status == 3)
        #expect(changed.errors.hasSuffix("1 to change, 7 the same\n"), "\(changed.transcript)")
        #expect(
            changed.output.contains("+            - name: EXTRA\n+              value: \"yes\"\n"),
            "\(changed.output)"
        )
        #expect(!changed.output.contains("managedFields"))
        #expect(cluster.folder.paths == before, "something was written")
    }

    @Test func `ends with 4 when the cluster cannot be reached, and with 1 when it refuses`() async throws {
        try await cluster.fail("/apis/apps/v1", ["status": 403, "body": "no\u{1B}[2J"])
        let refused = try live()
        #expect(refused.status == 1, "\(refused.transcript)")
        #expect(refused.errors.contains("error: Deployment mcp-weather/weather: "))
        #expect(!refused.errors.contains("\u{1B}"))
        let config = cluster.folder.text(of: "config") ?? ""
        try cluster.folder.write(config.replacing(cluster.url, with: "https://127.0.0.1:1"), to: "config")
        let gone = try live()
        #expect(gone.status == 4)
        #expect(gone.output.isEmpty)
        // One reason is told once, however many objects wait for it.
        #expect(gone.errors.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1, "\(gone.errors)")
        #expect(gone.errors.contains(": could not connect"))
        #expect(gone.errors.contains("hint: check the address and the port"))
        #expect(try live(environment: ["KUBECONFIG": "", "HOME": "/nowhere"]).status == 2)
    }

    @Test(arguments: [["-o", "k8s"], ["--diff"], ["--check"], ["--dry-run"], ["--force"]])
    func `is not accepted beside what would be ignored`(_ words: [String]) throws {
        let run = try ToolRun(["render", "k8s", "--live"] + words, in: cluster.folder)
        #expect(run.status == 2)
        #expect(run.errors.contains("cannot be used with"), "\(run.errors)")
    }

    @Test func `looks for what is left over of every server of several`() async throws {
        let profile = cluster.folder.text(of: "mcpctl.yaml") ?? ""
        try cluster.folder.write(profile.replacing("weather", with: "tides"), to: "tides.yaml")
        let both = ["-p", "mcpctl.yaml", "-p", "tides.yaml"]
        try await cluster.apply(
            try documents(try ToolRun(["render", "k8s"] + both, in: cluster.folder).output)
        )
        for name in ["weather", "tides"] {
            let left = try documents(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: old-\(name)
                  namespace: mcp-\(name)
                  labels: {app.kubernetes.io/instance: \(name), app.kubernetes.io/managed-by: mcpctl, app.kubernetes.io/name: \(name)}
                """
            )
            try await cluster.apply(left)
        }
        let run = try live("-p", "mcpctl.yaml", "-p", "tides.yaml")
        #expect(run.status == 3)
        for name in ["weather", "tides"] {
            #expect(
                run.output.contains("--- live/ConfigMap/mcp-\(name)/old-\(name)\n+++ /dev/null\n"),
                "\(run.transcript)"
            )
        }
    }
}
