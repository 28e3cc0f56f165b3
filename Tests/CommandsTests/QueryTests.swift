import TestSupport
import Testing

/// What a server exposes, with a line that is none.
private let metrics = """
    # TYPE calls_total counter
    calls_total{tool="forecast",outcome="ok"} 912
    calls_total{tool="forecast",outcome="error"} 12
    calls_total{tool="alerts",outcome="ok"} 88
    # TYPE sessions gauge
    sessions 7
    # TYPE latency_seconds histogram
    latency_seconds_bucket{le="0.1"} 10
    latency_seconds_bucket{le="1"} 30
    latency_seconds_bucket{le="+Inf"} 31
    latency_seconds_sum 12.5
    latency_seconds_count 31

    """

/// Ten minutes of two counters, one of which began again and was away for a while.
private let history: String = {
    let lines = (0...40).flatMap { step -> [String] in
        let time = 1_700_000_000 + step * 15
        let first = "calls_total{tool=\"echo\"} \(step < 20 ? step * 30 : (step - 20) * 30) \(time)"
        return (15..<25).contains(step)
            ? [first] : [first, "calls_total{tool=\"sum\"} \(step * step) \(time)"]
    }
    return lines.joined(separator: "\n") + "\n# EOF\n"
}()

/// The script of a server beside the tests of a target.
private func script(_ path: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return folder.joined(separator: "/") + "/" + path
}

@Suite struct `Asking in PromQL` {
    private let folder: TemporaryFolder
    private static let now = ["--at", "2026-11-21T12:00:00Z"]

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(metrics, to: "metrics.txt")
        try folder.write(metrics + "sessions{a=\n", to: "bad.txt")
        try folder.write(history, to: "history.om")
        try folder.write("sum by (tool) (\n  calls_total  # all of them\n)\n", to: "sum.promql")
    }

    private static let runs: [(String, [String])] = [
        ("query-help", ["--help"]), ("query-one", ["sessions"] + metricsNow),
        ("query-table", ["calls_total"] + metricsNow),
        ("query-wide", ["calls_total", "-o", "wide"] + metricsNow),
        ("query-json", ["calls_total", "-o", "json"] + metricsNow),
        ("query-yaml", ["sessions", "-o", "yaml"] + metricsNow),
        ("query-csv", ["calls_total", "-o", "csv"] + metricsNow),
        ("query-limit", ["calls_total", "--limit", "2"] + metricsNow),
        ("query-mixed", ["{__name__!=\"\"}"] + metricsNow),
        ("query-sorted", ["sort_desc(calls_total)"] + metricsNow), ("query-scalar", ["1 / 3"] + metricsNow),
        ("query-string", ["\"a\\u001b[31mb\""] + metricsNow), ("query-file", ["@sum.promql"] + metricsNow),
        (
            "query-format",
            [
                "--format",
                "sum by (tool) (rate(calls_total{outcome=\"error\"}[5m])) / on (tool) sum by (tool) (rate(calls_total[5m]))",
            ]
        ),
        ("query-quantile", ["histogram_quantile(2, latency_seconds_bucket)"] + metricsNow),
        ("query-unclosed", ["sum(calls_total"] + metricsNow),
        ("query-types", ["rate(calls_total)"] + metricsNow),
        ("query-unknown", ["cals_total"] + metricsNow),
        ("query-value", ["calls_total{tool=\"echo\"}"] + metricsNow),
        ("query-label", ["calls_total{tol=\"echo\"}"] + metricsNow),
        ("query-rate", ["rate(calls_total[5m])"] + metricsNow),
        ("query-filtered", ["calls_total > 1000"] + metricsNow),
        ("query-many", ["calls_total * on (tool) calls_total"] + metricsNow),
        ("query-bad-line", ["sessions", "--from", "bad.txt"] + now),
        ("query-two-files", ["sessions", "--from", "bad.txt", "--from", "metrics.txt"] + now),
        ("query-no-file", ["sessions", "--from", "none.txt"]),
        ("query-no-history", ["up", "--store", "none"]),
        ("query-range", ["rate(calls_total[1m])", "--from", "history.om", "--range", "10m"]),
        (
            "query-range-wide",
            ["rate(calls_total[1m])", "--from", "history.om", "--range", "10m", "-o", "wide"]
        ),
        (
            "query-range-json",
            [
                "calls_total{tool=\"sum\"}", "--from", "history.om", "--range", "1m", "--step", "30s", "-o",
                "json",
            ]
        ),
        ("query-raw", ["calls_total[1m]", "--from", "history.om", "-o", "csv"]),
        ("query-chart", ["rate(calls_total[1m])", "--from", "history.om", "--range", "10m", "--chart"]),
        (
            "query-chart-one",
            [
                "calls_total{tool=\"sum\"}", "--from", "history.om", "--range", "10m", "--lookback", "20s",
                "--chart",
            ]
        ),
        ("query-too-old", ["calls_total", "--from", "history.om", "--at", "1700010000"]),
        ("query-too-early", ["calls_total", "--from", "history.om", "--at", "1600000000"]),
        (
            "query-samples",
            ["sum_over_time(calls_total[10m])", "--from", "history.om", "--max-samples", "10"]
        ),
        ("query-steps", ["up", "--range", "1d", "--step", "1s"]),
        ("query-step-alone", ["up", "--step", "1s"]),
        ("query-time", ["up", "--at", "yesterday"]),
        ("query-two-sources", ["up", "--from", "a", "--store", "b"]),
        ("query-chart-instant", ["up", "--chart"]), ("query-stdin-twice", ["-", "--from", "-"]),
    ]
    private static let metricsNow = ["--from", "metrics.txt"] + now

    @Test(arguments: runs)
    func `answers, or says why not`(_ name: String, _ words: [String]) throws {
        try expectSnapshot(try ToolRun(["query"] + words, in: folder).transcript, named: name)
    }

    @Test func `reads metrics, JSON and the expression itself from standard input`() throws {
        let text = try ToolRun(["query", "sessions", "--from", "-"], in: folder, input: metrics)
        #expect(text.output.contains("sessions      7\n"), "\(text.transcript)")
        let tree = try ToolRun(
            ["query", "tools_calls", "--from", "-", "-o", "csv"],
            in: folder,
            input: #"{"tools": {"echo": {"calls": 2}}}"#
        )
        #expect(tree.output.contains("tools_calls,echo,"), "\(tree.transcript)")
        let word = try ToolRun(
            ["query", "-", "--from", "metrics.txt"],
            in: folder,
            input: "sum(calls_total)\n"
        )
        #expect(word.output.contains("1012"), "\(word.transcript)")
    }

    @Test func `tells what each part of an expression took`() throws {
        let words = ["query", "sum by (tool) (calls_total)", "--explain", "--from", "metrics.txt"] + Self.now
        let table = try ToolRun(words, in: folder)
        #expect(table.status == 0)
        #expect(table.output.contains("EXPRESSION"))
        #expect(table.output.contains("\n  calls_total "), "\(table.transcript)")
        let json = try ToolRun(words + ["-o", "json"], in: folder)
        #expect(json.output.contains("\"samplesRead\": 3"), "\(json.transcript)")
    }

    @Test func `completes the names of metrics and functions`() throws {
        let run = try ToolRun(
            ["__complete", "bash", "4", "mcpctl", "query", "--from", "metrics.txt", "sum(latency_seconds_"],
            in: folder
        )
        #expect(run.output.contains("sum(latency_seconds_bucket"), "\(run.transcript)")
        let function = try ToolRun(["__complete", "bash", "2", "mcpctl", "query", "histogram_q"], in: folder)
        #expect(function.output.contains("histogram_quantile("), "\(function.transcript)")
    }
}

@Suite struct `Asking what runs` {
    private let folder: TemporaryFolder
    private let target: PythonServer
    private var address: String { "http://127.0.0.1:\(target.place)" }

    init() throws {
        folder = try TemporaryFolder()
        target = try PythonServer(script("CommandsTests/servers/metrics.py"))
    }

    private func query(_ words: String...) throws -> ToolRun { try ToolRun(["query"] + words, in: folder) }

    @Test func `scrapes a target so often that a rate can be told`() throws {
        let run = try query(
            "increase(calls_total{tool=\"echo\"}[1m]) > 0 and on () up == 1",
            "--from",
            "\(address)/metrics",
            "--scrapes",
            "3",
            "--interval",
            "200ms"
        )
        #expect(run.status == 0)
        #expect(run.output.contains("instance=\"127.0.0.1:\(target.place)\""), "\(run.transcript)")
    }

    @Test func `shows what a server sent without obeying it`() throws {
        let run = try query("calls_total", "--from", address)
        #expect(run.output.contains("\\u{1b}[2J"), "\(run.transcript)")
        #expect(!run.transcript.contains("\u{1B}"))
        #expect(try query("tools_calls", "--from", "\(address)/json").output.contains("3"))
    }

    @Test func `ends with 4 when no target answers, and goes on when one does`() throws {
        for (path, part) in [("gone", "status 404"), ("page", "a page for people")] {
            let run = try query("up", "--from", "\(address)/\(path)")
            #expect(run.status == 4, "\(run.transcript)")
            #expect(run.errors.contains(part), "\(run.transcript)")
        }
        let nobody = try query("up", "--from", "http://127.0.0.1:1/metrics")
        #expect(nobody.status == 4)
        let one = try query("up", "--from", "http://127.0.0.1:1/metrics", "--from", address)
        #expect(one.status == 0)
        #expect(one.output.contains("127.0.0.1:1 "), "\(one.transcript)")
        #expect(one.errors.hasPrefix("warning: http://127.0.0.1:1/metrics: could not connect"))
    }
}

@Suite struct `Asking a server with the API of Prometheus` {
    private let folder: TemporaryFolder
    private let odd: PythonServer

    init() throws {
        folder = try TemporaryFolder()
        odd = try PythonServer(script("PrometheusAPITests/servers/odd.py"))
    }

    private func query(_ word: String, _ words: String..., environment: [String: String] = [:]) throws
        -> ToolRun
    {
        let url = "http://127.0.0.1:\(odd.place)/\(word)"
        return try ToolRun(
            ["query", "sum(", "--prometheus", url] + words,
            in: folder,
            environment: environment
        )
    }

    @Test(arguments: [
        ("bad-data", 2, "query:1:5: error: unexpected end of input\n 1 | sum(\n"),
        ("execution", 1, "too many samples"),
        ("timeout", 4, "timed out"), ("html", 1, "a page for people"), ("login", 1, "https://login.example/"),
        ("victoria", 1, "\\u{1b}[2J"), ("torn", 1, "cannot be read"), ("status", 1, "status 404"),
    ])
    func `tells what it says, and ends as that means`(_ word: String, _ status: Int32, _ part: String) throws
    {
        let run =
            try word == "status"
            ? ToolRun(["query", "404", "--prometheus", "http://127.0.0.1:\(odd.place)/status"], in: folder)
            : query(word)
        #expect(run.status == status, "\(run.transcript)")
        #expect(run.errors.contains(part), "\(run.transcript)")
        #expect(run.output.isEmpty)
        #expect(!run.errors.contains("\u{1B}"))
    }

    @Test func `sends the credentials of files, and never shows them`() throws {
        try folder.write("s3cret-token\n", to: "token")
        try folder.write("X-Scope-OrgID: team\n", to: "headers")
        let run = try query("echo", "--token-file", "token", "--header-file", "headers", "-o", "json")
        #expect(run.output.contains("Bearer s3cret-token"), "\(run.transcript)")
        #expect(run.output.contains("\"X_Scope_OrgID\": \"team\""))
        try folder.write("ann:pass\n", to: "basic")
        #expect(try query("echo", "--basic-auth-file", "basic").output.contains("Basic YW5uOnBhc3M="))
        try folder.write("s3cret without a colon\n", to: "headers")
        let broken = try query("echo", "--header-file", "headers")
        #expect(broken.status == 2)
        #expect(!broken.transcript.contains("s3cret"))
        #expect(try query("timeout", "--token-file", "token").transcript.contains("s3cret") == false)
    }

    @Test func `prints warnings beside the answer, and in it`() throws {
        let run = try query("partial", "-o", "json")
        #expect(run.status == 0)
        #expect(
            run.errors.contains("warning: the answer is partial\nwarning: one store is away\nnote: an info\n")
        )
        #expect(
            run.output.contains(
                "\"warnings\": [\n    \"the answer is partial\",\n    \"one store is away\"\n  ]"
            )
        )
        #expect(run.output.contains("\"infos\": [\n    \"an info\"\n  ]"))
    }

    @Test func `is found by the environment, waited for only so long, and not asked to explain`() throws {
        let url = "http://127.0.0.1:\(odd.place)/slow"
        let run = try ToolRun(
            ["query", "up", "--timeout", "100ms"],
            in: folder,
            environment: ["MCPCTL_PROMETHEUS": url]
        )
        #expect(run.status == 4, "\(run.transcript)")
        let explained = try query("echo", "--explain")
        #expect(explained.status == 2)
        let wrong = try ToolRun(["query", "up", "--prometheus", "localhost:9090"], in: folder)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("write http://HOST:PORT"))
    }
}
