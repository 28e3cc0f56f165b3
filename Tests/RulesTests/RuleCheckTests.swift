import Diagnostics
import Glibc
import Rules
import Testing

/// Every check finds what it is for, where it is, and lets good rules be.
struct RuleCheckTests {
    static let metrics = KnownMetrics([
        "requests_total": .counter, "memory_bytes": .gauge, "latency_seconds": .histogram, "up": .gauge,
    ])

    private static func findings(_ text: String, metrics: KnownMetrics? = nil) throws -> [String] {
        let file = try RuleFileReader.read(SourceFile(name: "r", text: text))
        return RuleChecker.check(RuleCheckContext([file], metrics: metrics)).findings.map { finding in
            "\(finding.check) \(finding.diagnostic.location.map { "\($0.line):\($0.column)" } ?? "-")"
        }
    }

    private static func alert(_ expression: String, _ more: String = "") -> String {
        """
        groups:
        - name: g
          rules:
          - alert: A
            expr: \(expression)
            for: 5m
            annotations: {summary: text}
            \(more)
        """
    }

    @Test(arguments: [
        ("x", "alerts/comparison 5:11"), ("x > bool 1", "alerts/comparison 5:11 promql/bool 5:13"),
        ("sum(rate(x[5m]) > bool 1)", "alerts/comparison 5:11"),
        ("requests_total > 5", "promql/counter 5:11"), ("sum(requests_total) > 5", "promql/counter 5:15"),
        ("absent(x) == 0", "promql/impossible-comparison 5:11"),
        ("count(x) == 0", "promql/impossible-comparison 5:11"),
        ("up > 1", "promql/impossible-comparison 5:11"),
        ("rate(x[5m]) < 0", "promql/impossible-comparison 5:11"),
        ("x > 1 and x < 0", "promql/impossible-comparison 5:11"),
        ("0 > count(x)", "promql/impossible-comparison 5:11"),
        ("x == NaN", "promql/nan 5:11"), ("x / 0 > 1", "promql/nan 5:11"),
        ("(sum by (job) (x) or vector(0)) > 1", "promql/nan 5:29"),
        ("sum by (a) (x) > on (b) sum by (b) (y)", "promql/vector_matching 5:26"),
        ("sum by (a) (x) / sum by (b) (y) > 1", "promql/vector_matching 5:26"),
        ("x * on (job) group_left (v) sum by (job) (y) > 1", "promql/vector_matching 5:13"),
        ("sum without (a) (x) / sum without (b) (y) > 1", "promql/fragile 5:31"),
        ("histogram_quantile(0.9, sum by (job) (rate(l_bucket[5m]))) > 1", "promql/histogram 5:35"),
        ("histogram_quantile(95, sum by (le) (rate(l_bucket[5m]))) > 1", "promql/histogram 5:30"),
        ("x{a=~\"b\"} > 1", "promql/regexp 5:13"), ("x{a=~\"^b.*$\"} > 1", "promql/regexp 5:13"),
        ("-{job=\"a\"} < 1", "promql/selector 5:12"),
        ("x{a=\"1\",a=\"2\"} > 1", "promql/selector 5:13 promql/selector 5:19"),
        ("x{a=~\".*\"} > 1", "promql/selector 5:13"), ("rate(sum(x)[5m:]) > 1", "promql/rate-sum 5:11"),
    ])
    func `a trap in an expression is found`(expression: String, expected: String) throws {
        let found = try Self.findings(Self.alert(expression)).joined(separator: " ")
        #expect(found == expected)
    }

    @Test(arguments: [
        "up == 0", "absent(up)", "sum by (job) (rate(x_total[5m])) > 1", "vector(1)", "1",
        "sum by (a) (x) / on (a) sum by (a, b) (y) > 1", "sum by (a) (x) / sum by (a) (y) > 1",
        "x unless on (job) y_total", "x_total - x_total offset 5m > 3", "count by (job) (x_total) < 3",
        "histogram_quantile(0.9, sum by (le, job) (rate(l_bucket[5m]))) > 1", "x > 1 and x < 5",
        "count(x) < 3",
        "increase(x[5m]) == 0", "x{a=~\"b|c\"} > 1", "(sum(x) or vector(0)) > 1",
        "x * on (job) group_left (v) y > 1",
        "label_replace(sum(x), \"a\", \"$1\", \"b\", \"(.*)\") > 1",
    ])
    func `good expressions are let be`(expression: String) throws {
        let found = try Self.findings(Self.alert(expression))
        #expect(found == [])
    }

    @Test(
        arguments: [
            ("requests_totl > rate(requests_total[5m])", ["promql/series 5:11"]),
            ("rate(memory_bytes[5m]) > 1", ["promql/rate-gauge 5:11"]),
            ("delta(requests_total[5m]) > 1", ["promql/rate-gauge 5:11"]),
            ("absent(nothing)", []), ("scrape_duration_seconds > 1", []),
            ("rate(latency_seconds_bucket[5m]) > 1", []),
        ] as [(String, [String])]
    )
    func `what is known of metrics is used`(expression: String, expected: [String]) throws {
        #expect(try Self.findings(Self.alert(expression), metrics: Self.metrics) == expected)
    }

    @Test(
        arguments: [
            ("sum by (job) (x) > 1", "labels: {a: '{{ $labels.instance }}'}", ["alerts/template 8:21"]),
            ("sum by (job) (x) > 1", "labels: {a: '{{ $labels.job }}'}", []),
            (
                "absent(x{job=\"a\"})", "labels: {a: '{{ $labels.job }}{{ $labels.b }}'}",
                ["alerts/template 8:38"]
            ),
            ("x > 1", "labels: {a: '{{ $value }}'}", ["alerts/identity 8:17"]),
            ("x > 1", "labels: {a: '{{ if gt $value 5.0 }}page{{ end }}'}", []),
            ("x > 1", "labels: {a: '{{ if gt $value 5 }}page{{ end }}'}", ["alerts/template-type 8:17"]),
            ("x > 1", "labels: {a: '{{ .Foo }}'}", ["alerts/template 8:21"]),
            ("x > 1", "labels: {a: '{{ with query \"up ==\" }}{{ end }}'}", ["alerts/template-query 8:32"]),
            ("x > 1", "labels: {alertname: b}", ["rule/label 8:14"]),
            ("sum by (job) (x) > 1", "keep_firing_for: 10s", ["alerts/hold 8:5"]),
        ] as [(String, String, [String])]
    )
    func `labels and templates are looked at`(expression: String, more: String, expected: [String]) throws {
        let found = try Self.findings(Self.alert(expression, more))
        #expect(found == expected)
    }

    @Test func `rules are looked at together`() throws {
        let text = """
            groups:
            - name: g
              interval: 10m
              rules:
              - {record: a, expr: job:late:sum}
              - {record: 'job:late:sum', expr: 'sum by (job) (rate(x[5m]))'}
              - {record: 'job:late:sum', expr: sum by (job) (y), labels: {job: b}}
              - {record: 'job:late:sum', expr: sum(x), labels: {job: b}}
              - {alert: B, expr: job:gone:sum > 1}
            """
        let found = try Self.findings(text)
        #expect(
            found == [
                "group/interval 2:9", "rule/name 5:14", "rule/order 5:23", "promql/rate 6:56",
                "rule/label 7:63",
                "rule/duplicate 8:14", "alerts/annotation 9:6", "alerts/for 9:6", "rule/dependency 9:22",
            ]
        )
    }

    @Test func `every check has a name and a summary of its own`() {
        #expect(Set(RuleChecker.all.map { $0.id }).count == RuleChecker.all.count)
        #expect(RuleChecker.all.allSatisfy { $0.id.contains("/") && !$0.summary.isEmpty })
    }

    @Test func `the rules that render writes are clean`() throws {
        let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let paths = RulePaths.files(matching: "/\(package)/manifests/*/prometheus/rules/*.yaml", besides: "")
        try #require(paths.count >= 4)
        for path in paths {
            let file = try RuleFileReader.read(try RulePaths.read(path))
            let report = RuleChecker.check(RuleCheckContext([file], scrapeInterval: 15_000))
            #expect(report.findings.isEmpty, "\(report.text)")
        }
    }
}
