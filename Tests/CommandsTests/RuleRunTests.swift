import TestSupport
import Testing

/// Rules without a fault but for their looks.
private let rules = """
    # What the weather servers do.
    groups:
    - name: weather
      interval: 30s
      rules:
      - record: tool:calls:rate5m
        expr: sum( rate(calls_total[5m]) )by(tool)   # a second
      - alert: ToolErrors
        expr: sum by (tool) (rate(errors_total[5m])) / tool:calls:rate5m > 0.05
        for: 2m
        labels: {severity: page}
        annotations:
          summary: "{{ $labels.tool }} fails: {{ $value | humanizePercentage }}"
      - alert: SessionsFull
        expr: sessions > 90
        for: 1m
        labels: {severity: warn}
        annotations: {summary: "{{ $value }} sessions"}

    """

/// As the operator of Kubernetes has them, with three doubtful rules.
private let doubtful = """
    apiVersion: monitoring.coreos.com/v1
    kind: PrometheusRule
    metadata: {name: doubtful}
    spec:
      groups:
      - name: doubtful
        rules:
        - alert: SessionsGrow
          expr: rate(sessions[5m]) > 1
          for: 5m
          annotations: {summary: a}
        - alert: ToolErrors
          expr: rate(erors_total[5m]) > 0
          for: 5m
          annotations: {summary: a}
        - alert: Many
          expr: calls_total > 100
          for: 5m
          annotations: {summary: a}

    """

private let bad = """
    groups:
    - name: a
      rules:
      - alert: High
        expr: rate(x[5m]
      - alert: Low
        exr: x

    """

private let metrics = """
    # TYPE sessions gauge
    sessions{server="a"} 95
    # TYPE calls_total counter
    calls_total{tool="forecast"} 100
    # TYPE errors_total counter
    errors_total{tool="forecast"} 7

    """

/// An hour of the 21st of November 2026: full of sessions from 00:20 to 00:25, errors from 00:30 to 00:40.
private let hour: String = {
    let minutes = 0..<60
    func lines(_ value: (Int) -> (String, Int)) -> String {
        minutes.map { minute in
            let (series, number) = value(minute)
            return "\(series) \(number) \(1_795_219_200 + 60 * minute)\n"
        }.joined()
    }
    return "# TYPE sessions gauge\n"
        + lines { ("sessions{server=\"a\"}", 20..<25 ~= $0 ? 95 : 40) }
        + "# TYPE calls counter\n" + lines { ("calls_total{tool=\"forecast\"}", 60 * $0) }
        + "# TYPE errors counter\n"
        + lines { ("errors_total{tool=\"forecast\"}", 12 * min(max($0 - 29, 0), 10)) } + "# EOF\n"
}()

/// Two tests of promtool's, of which the second fails.
private let tests = """
    rule_files: [rules.yaml]
    evaluation_interval: 1m
    tests:
    - name: errors page
      interval: 1m
      input_series:
      - {series: 'calls_total{tool="forecast"}', values: '0+60x20'}
      - {series: 'errors_total{tool="forecast"}', values: '0+6x20'}
      alert_rule_test:
      - eval_time: 10m
        alertname: ToolErrors
        exp_alerts:
        - exp_labels: {severity: page, tool: forecast}
          exp_annotations: {summary: "forecast fails: 10%"}
    - name: full
      interval: 1m
      input_series:
      - {series: 'sessions{server="a"}', values: '95x20'}
      alert_rule_test:
      - eval_time: 10m
        alertname: SessionsFull
        exp_alerts:
        - exp_labels: {severity: page, server: a}
          exp_annotations: {summary: "95 sessions"}

    """

@Suite struct `Rules on the command line` {
    private let folder: TemporaryFolder
    private static let full = ["--from", "hour.om", "--at", "2026-11-21T00:22:00Z"]

    init() throws {
        folder = try TemporaryFolder()
        for (name, text) in [
            ("rules.yaml", rules), ("doubtful.yaml", doubtful), ("bad.yaml", bad), ("metrics.txt", metrics),
            ("hour.om", hour), ("tests.yaml", tests),
        ] {
            try folder.write(text, to: name)
        }
    }

    private static let runs: [(String, [String])] = [
        ("rules", []), ("rules-check-help", ["check", "--help"]), ("rules-test-help", ["test", "--help"]),
        ("rules-list-help", ["list", "--help"]), ("rules-eval-help", ["eval", "--help"]),
        ("rules-backtest-help", ["backtest", "--help"]), ("rules-fmt-help", ["fmt", "--help"]),
        ("rules-check", ["check", "rules.yaml"]), ("rules-check-list", ["check", "--list"]),
        ("rules-check-alone", ["check"]),
        ("rules-check-unknown", ["check", "rules.yaml", "--disable", "promql/rat"]),
        ("rules-check-bad", ["check", "bad.yaml", "none.yaml", "rules.yaml"]),
        ("rules-check-doubtful", ["check", "doubtful.yaml", "rules.yaml", "--from", "metrics.txt"]),
        ("rules-check-some", ["check", "doubtful.yaml", "--lint", "promql/counter,alerts"]),
        ("rules-check-json", ["check", "doubtful.yaml", "bad.yaml", "-o", "json"]),
        ("rules-test", ["test", "tests.yaml", "--coverage"]),
        ("rules-test-none", ["test", "tests.yaml", "--run", "nothing"]),
        ("rules-test-regex", ["test", "tests.yaml", "--run", "("]),
        ("rules-list", ["list", "rules.yaml", "doubtful.yaml"]),
        ("rules-list-wide", ["list", "rules.yaml", "-o", "wide"]),
        ("rules-list-json", ["list", "rules.yaml", "-o", "json"]),
        ("rules-eval", ["eval", "rules.yaml"] + full),
        ("rules-eval-json", ["eval", "rules.yaml", "-o", "json"] + full),
        ("rules-eval-nowhere", ["eval", "rules.yaml", "--store", "none"]),
        ("rules-backtest", ["backtest", "rules.yaml", "--from", "hour.om"]),
        ("rules-backtest-json", ["backtest", "rules.yaml", "--from", "hour.om", "-o", "json"]),
        (
            "rules-backtest-part",
            ["backtest", "rules.yaml", "--from", "hour.om", "--start", "2026-11-21T00:24:00Z", "-o", "wide"]
        ),
        (
            "rules-backtest-turned",
            ["backtest", "rules.yaml", "--from", "hour.om", "--start", "2026-11-21T02:00:00Z"]
        ),
        ("rules-fmt", ["fmt", "rules.yaml", "doubtful.yaml"]),
        ("rules-fmt-check", ["fmt", "--check", "rules.yaml", "doubtful.yaml"]),
        ("rules-fmt-bad", ["fmt", "-w", "rules.yaml", "bad.yaml"]),
        ("rules-fmt-both", ["fmt", "-w", "--check", "rules.yaml"]),
    ]

    @Test(arguments: runs)
    func `are checked, tested, listed, tried and formatted`(_ name: String, _ words: [String]) throws {
        try expectSnapshot(try ToolRun(["rules"] + words, in: folder).transcript, named: name)
        #expect(folder.text(of: "rules.yaml") == rules)
    }

    @Test func `come from standard input`() throws {
        let check = try ToolRun(["rules", "check", "-"], in: folder, input: bad)
        #expect(check.status == 2)
        #expect(check.errors.hasPrefix("<stdin>:5:21: error: "), "\(check.errors)")
        let format = try ToolRun(["rules", "fmt", "-"], in: folder, input: rules)
        #expect(
            format.output
                == rules.replacing(
                    "sum( rate(calls_total[5m]) )by(tool)",
                    with: "sum by (tool) (rate(calls_total[5m]))"
                )
        )
    }

    @Test func `are written all or none, and stay as they are afterwards`() throws {
        let run = try ToolRun(["rules", "fmt", "-w", "rules.yaml", "doubtful.yaml"], in: folder)
        #expect(run.output == "update     rules.yaml\n" && run.status == 0, "\(run.transcript)")
        #expect(
            folder.text(of: "rules.yaml")?.contains(
                "expr: sum by (tool) (rate(calls_total[5m]))   # a second"
            ) == true
        )
        #expect(try ToolRun(["rules", "fmt", "--check", "rules.yaml"], in: folder).status == 0)
    }

    @Test func `pass their tests by name, and tell it to continuous integration`() throws {
        let run = try ToolRun(
            ["rules", "test", "tests.yaml", "--run", "^errors", "--junit", "out/junit.xml"],
            in: folder
        )
        #expect(run.status == 0 && run.output.hasSuffix("1 test, 1 passed\n"), "\(run.transcript)")
        let report = try #require(folder.text(of: "out/junit.xml"))
        #expect(report.contains("<testsuites tests=\"1\" failures=\"0\" errors=\"0\">"))
        let printed = try ToolRun(["rules", "test", "tests.yaml", "--junit", "-"], in: folder)
        #expect(printed.status == 1 && printed.output.contains("<failure message="))
        let data = try ToolRun(["rules", "test", "tests.yaml", "-o", "json"], in: folder)
        #expect(data.status == 1 && data.output.contains("\"passed\": false"))
    }

    @Test func `are not tested when a file they need cannot be read`() throws {
        try folder.write("rule_files: [bad.yaml]\ntests: []\n", to: "broken.yaml")
        let run = try ToolRun(["rules", "test", "broken.yaml", "tests.yaml"], in: folder)
        #expect(run.status == 2)
        #expect(run.output.contains("broken.yaml\n  NOT RUN\n"), "\(run.output)")
        #expect(run.errors.contains("bad.yaml:5:21: error: "))
    }

    @Test func `wait for their time in metrics that are read once`() throws {
        let run = try ToolRun(["rules", "eval", "rules.yaml", "--from", "metrics.txt"], in: folder)
        #expect(run.status == 0, "\(run.transcript)")
        #expect(
            run.output.contains("SessionsFull       pending   {server=\"a\", severity=\"warn\"}     95\n"),
            "\(run.output)"
        )
    }

    @Test func `that fail at evaluation are told with their place`() throws {
        try folder.write(
            "groups: [{name: a, rules: [{alert: Twice, expr: 'sessions * on () {__name__=~\"s.*|c.*\"}'}]}]\n",
            to: "many.yaml"
        )
        for verb in ["eval", "backtest"] {
            let run = try ToolRun(["rules", verb, "many.yaml", "--from", "metrics.txt"], in: folder)
            #expect(run.status == 1, "\(run.transcript)")
            #expect(run.errors.contains("many.yaml:1:"))
        }
    }

    @Test func `are tried on the samples of a server, and held against its metrics`() throws {
        let folders = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let server = try PythonServer(folders.joined(separator: "/") + "/servers/prometheus.py")
        let place = ["--prometheus", "http://127.0.0.1:\(server.place)"]
        let at = ["--at", "2026-11-21T00:22:00Z"]
        let evaluation = try ToolRun(["rules", "eval", "rules.yaml"] + at + place, in: folder)
        #expect(evaluation.status == 3, "\(evaluation.transcript)")
        #expect(evaluation.output.contains("SessionsFull       firing"))
        let times = ["--start", "2026-11-21T00:00:00Z", "--end", "2026-11-21T01:00:00Z"]
        let backtest = try ToolRun(["rules", "backtest", "rules.yaml"] + times + place, in: folder)
        #expect(
            backtest.output.contains(
                "firing  2026-11-21T00:20:00Z  2026-11-21T00:21:00Z  2026-11-21T00:25:00Z          4m    95"
            ),
            "\(backtest.transcript)"
        )
        let check = try ToolRun(["rules", "check", "doubtful.yaml"] + place, in: folder)
        #expect(check.status == 3)
        for text in [
            "`sessions` is a gauge", "no target exposes `erors_total`", "no target exposes `calls_total`",
        ] {
            #expect(check.errors.contains(text), "\(check.errors)")
        }
        let nobody = try ToolRun(
            ["rules", "check", "rules.yaml", "--prometheus", "http://127.0.0.1:1"],
            in: folder
        )
        #expect(nobody.status == 4, "\(nobody.transcript)")
    }
}
