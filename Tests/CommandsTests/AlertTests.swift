import TestSupport
import Testing

/// The script of a server beside these tests.
private func script(_ name: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/servers/" + name
}

private let rules = """
    groups:
      - name: calls
        rules:
          - record: calls:rate
            expr: sum by (service) (calls_total)
          - alert: Called
            expr: calls:rate > 0
            labels: {severity: warning}
            annotations: {summary: "{{ $labels.service }} is called"}
          - alert: CalledLong
            expr: calls_total{tool="echo"} > 0
            for: 1h
    """

@Suite struct `Alerts on the command line` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(rules, to: "rules.yaml")
    }

    @Test func `rules are evaluated over what servers say, and what has to wait is pending`() throws {
        let server = try PythonServer(script("metrics.py"))
        let words = [
            "alerts", "--target", "weather=http://127.0.0.1:\(server.place)", "--rules", "rules.yaml",
        ]
        let table = try ToolRun(words + ["-o", "wide"], in: folder)
        #expect(table.status == 3, "\(table.transcript)")
        #expect(table.output.contains("weather is called"))
        #expect(table.output.contains("would fire in 59m"))
        #expect(table.output.contains("1 alert fires, 1 pending, 3 rules evaluated"))
        let data = try ToolRun(words + ["-o", "json", "--fail-on", "never"], in: folder)
        #expect(data.status == 0, "\(data.transcript)")
        #expect(data.output.contains("\"rule\": \"rules.yaml:6\""))
    }

    @Test func `a server that does not answer is told by the rules that come with the tool`() throws {
        let run = try ToolRun(
            ["alerts", "--target", "http://127.0.0.1:1", "--fail-on", "pending"],
            in: folder
        )
        #expect(run.status == 3, "\(run.transcript)")
        #expect(run.output.contains("MCPServerUnreachable  pending"))
        let calm = try ToolRun(["alerts", "--target", "http://127.0.0.1:1", "--scrapes", "1"], in: folder)
        #expect(calm.status == 4, "\(calm.transcript)")
    }

    @Test func `a Prometheus tells the alerts of its own rules`() throws {
        let server = try PythonServer(script("prometheus.py"))
        let words = ["alerts", "--prometheus", "http://127.0.0.1:\(server.place)"]
        let table = try ToolRun(words, in: folder)
        #expect(table.status == 3, "\(table.transcript)")
        #expect(table.output.contains("SessionsFull  firing   warning   2026-11-21T00:20:00.500Z"))
        #expect(!table.output.contains("\u{1B}"))
        #expect(table.output.contains("1 alert fires, 1 pending\n"))
        let gone = try ToolRun(["alerts", "--prometheus", "http://127.0.0.1:1"], in: folder)
        #expect(gone.status == 4, "\(gone.transcript)")
    }

    @Test func `the local history tells whether a condition held as long as it has to`() throws {
        let samples = (0...80).map { "calls_total{tool=\"echo\",service=\"a\"} 1 \(1_795_219_200 + $0 * 60)" }
        try folder.write(samples.joined(separator: "\n") + "\n# EOF\n", to: "history.om")
        let imported = try ToolRun(["history", "import", "history.om", "--store", "store"], in: folder)
        #expect(imported.status == 0, "\(imported.transcript)")
        let run = try ToolRun(["alerts", "--rules", "rules.yaml", "--store", "store"], in: folder)
        #expect(run.status == 3, "\(run.transcript)")
        #expect(run.output.contains("CalledLong  firing"))
    }
}
