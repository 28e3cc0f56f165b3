import TestSupport
import Testing

@Suite struct `A diff` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(sample, to: "mcpctl.yaml")
        _ = try ToolRun(["render", "k8s", "-o", "k8s"], in: folder)
    }

    private static let values = [
        "hunter2-hunter2", "aHVudGVyMg==", "c2VjcmV0LXR3bw==", "sk-abcdefghijklmnop1234",
    ]
    private static let labels =
        "metadata:\n  labels:\n    app.kubernetes.io/managed-by: mcpctl\n    app.kubernetes.io/name: weather\n"

    /// Files of an earlier render that somebody filled secrets into.
    @Test(arguments: [
        "apiVersion: v1\nkind: Secret\n\(labels)data:\n  api-key: \(values[1])\n  other: \(values[2])\n",
        "apiVersion: v1\nkind: Secret\n\(labels)stringData: {api-key: \(values[0])}\n",
        "apiVersion: v1\nkind: Secret\n\(labels)stringData:\n  api-key: |\n    \(values[0])\n    more \(values[3])\n",
        "apiVersion: v1\nkind: Secret\n\(labels)stringData:\n  api-key: \"\(values[0])\n    \(values[2])\"\n",
        "kind: X\n\(labels)spec:\n  env:\n    - name: DB_PASSWORD\n      value: \(values[0])\n",
        "kind: X\n\(labels)spec:\n  env:\n    - {value: \(values[0]), name: DB_PASSWORD}\n",
        "kind: X\n\(labels)spec:\n  environment:\n    PASSWORD: \(values[0])\n",
        "kind: X\n\(labels)spec:\n  environment:\n    - PASSWORD=\(values[0])\n",
        "kind: X\n\(labels)spec:\n  args: [--api-key=\(values[0])]\n",
        "kind: X\n\(labels)data:\n  config.ini: |\n    a = 1\n    password = \(values[0])\n",
        "kind: X\n\(labels)key: \(values[3])\n", "kind: X\n\(labels)# password: \(values[0])\n",
        "kind: X\n\(labels)# requirepass \(values[0])\n",
        "kind: X\n\(labels)data:\n  redis.conf: |\n    port 1\n    requirepass \(values[0])\n",
        "kind: X\n\(labels)broken: [\npassword: \(values[0])\n",
    ])
    func `hides secrets that were written by hand`(_ text: String) throws {
        try folder.write(text, to: "k8s/99-stale.yaml")
        for color in ["never", "always"] {
            let run = try ToolRun(["render", "k8s", "-o", "k8s", "--diff", "--color", color], in: folder)
            #expect(run.status == 0)
            #expect(run.output.contains("(hidden)"), "\(run.output)")
            for value in Self.values { #expect(!run.output.contains(value), "\(run.output)") }
        }
    }

    @Test func `shows that a hidden value changed, and which lines are no secret`() throws {
        let rendered = try #require(folder.text(of: "k8s/30-deployment.yaml"))
        let place = "- env:\n"
        try #require(rendered.contains(place))
        func filled(_ value: String) -> String {
            rendered.replacing(
                place,
                with: place + "            - name: API_TOKEN\n              value: \(value)\n"
            )
        }
        try folder.write(filled("first-first-first"), to: "k8s/30-deployment.yaml")
        let run = try ToolRun(["render", "k8s", "-o", "k8s", "--diff"], in: folder)
        #expect(run.output.contains("-            - name: API_TOKEN\n-              value: (hidden)\n"))
        // Names that only sound like secrets stay: a diff is there to be read.
        try folder.write(
            (folder.text(of: "k8s/10-serviceaccount.yaml") ?? "").replacing(
                "Token: false",
                with: "Token: true"
            ),
            to: "k8s/10-serviceaccount.yaml"
        )
        let account = try ToolRun(["render", "k8s", "-o", "k8s", "--diff"], in: folder).output
        #expect(
            account.contains("-automountServiceAccountToken: true\n+automountServiceAccountToken: false\n")
        )
    }

    @Test func `is amber and blue where data is coloured, and plain elsewhere`() throws {
        let service = try #require(folder.text(of: "k8s/40-service.yaml"))
        try folder.write(
            "-- no\n" + service.replacing("port: 80", with: "port: 81"),
            to: "k8s/40-service.yaml"
        )
        let plain = try ToolRun(["render", "k8s", "-o", "k8s", "--diff"], in: folder).output
        #expect(!plain.contains("\u{1B}"))
        let painted = try ToolRun(["render", "k8s", "-o", "k8s", "--diff", "--color", "always"], in: folder)
            .output
        for line in [
            "\u{1B}[1m--- k8s/40-service.yaml\u{1B}[0m", "\u{1B}[1m+++ k8s/40-service.yaml\u{1B}[0m",
            "\u{1B}[33m--- no\u{1B}[0m",
        ] {
            #expect(painted.contains(line + "\n"), "\(painted)")
        }
        #expect(painted.contains("\u{1B}[33m-") && painted.contains("port: 81\u{1B}[0m\n"))
        #expect(painted.contains("\u{1B}[34m+") && painted.contains("port: 80\u{1B}[0m\n"))
        #expect(painted.contains("\u{1B}[2m@@ -1,"))
        let bare = painted.replacing(#/\u{1B}\[[0-9]+m/#, with: "")
        #expect(bare == plain)
    }
}
