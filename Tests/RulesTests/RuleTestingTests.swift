import Diagnostics
import Rules
import Testing
import Values

/// Unit tests of rules, beyond promtool's own fixtures.
struct RuleTestingTests {
    static let rules = """
        groups:
        - name: a
          rules:
          - {record: job:x:sum, expr: sum by (job) (x)}
          - alert: High
            expr: job:x:sum > 2
            for: 1m
            labels: {severity: page}
            annotations: {summary: "{{ $labels.job }} at {{ $value }}"}
          - {alert: Never, expr: x > 1000}
          - {record: unused, expr: x}
        """

    static func run(_ test: String, rules: String = rules, stepByStep: Bool = false) -> RuleTestReport {
        var options = RuleTestRunner.Options()
        options.goesStepByStep = stepByStep
        return RuleTestRunner.run([SourceFile(name: "test.yml", text: test)], options) { _, _ in
            [SourceFile(name: "rules.yml", text: rules)]
        }
    }

    private static let head = """
        rule_files: [rules.yml]
        tests:
        - name: high
          interval: 1m
          input_series:
          - {series: 'x{job="a",i="1"}', values: 0+1x10}
          - {series: 'x{job="a",i="2"}', values: 0+1x10}

        """

    @Test func `a test that expects the right alert passes`() {
        let report = Self.run(
            Self.head + """
                  alert_rule_test:
                  - {eval_time: 2m, alertname: High}
                  - eval_time: 3m30s
                    alertname: High
                    exp_alerts:
                    - exp_labels: {job: a, severity: page}
                      exp_annotations: {summary: a at 6}
                """
        )
        #expect(report.passed, "\(report.text)")
        #expect(report.text.hasSuffix("1 file, 1 test, 2 checks: all passed"))
    }

    @Test func `a failure shows line by line what is different`() throws {
        let report = Self.run(
            Self.head + """
                  alert_rule_test:
                  - eval_time: 4m
                    alertname: High
                    exp_alerts:
                    - exp_labels: {job: a, severity: ticket}
                      exp_annotations: {summary: a at 8, runbook: here}
                  promql_expr_test:
                  - expr: job:x:sum
                    eval_time: 4m
                    exp_samples: [{labels: 'job:x:sum{job="a"}', value: 9}]
                """
        )
        let expected = """
            FAIL test.yml: 1 of 1 test failed
              high
                test.yml:9:5: error: alert High at 4m: expected 1 alert to fire, got 1 alert
                  - {alertname="High", job="a", severity="ticket"}
                  + {alertname="High", job="a", severity="page"}
                  -   runbook: here
                      summary: a at 8
                test.yml:15:5: error: job:x:sum at 4m: expected 1 samples, got 1
                  - job:x:sum{job="a"} 9
                  + job:x:sum{job="a"} 8
            1 of 1 files failed
            """
        #expect(report.text == expected, "\(report.text)")
        #expect(report.junit.contains("<testsuites tests=\"1\" failures=\"1\" errors=\"0\">"))
        #expect(report.junit.contains("file=\"test.yml\" line=\"3\""))
        #expect(report.json["passed"]?.bool == false)
    }

    @Test func `labels and annotations that are not named may be anything when asked for`() {
        let test =
            Self.head + """
                  alert_rule_test:
                  - eval_time: 4m
                    alertname: High
                    partial_match: true
                    exp_alerts:
                    - exp_labels: {job: a}
                """
        #expect(Self.run(test).passed)
        #expect(!Self.run(test.replacing("partial_match: true", with: "partial_match: false")).passed)
        #expect(!Self.run(test.replacing("{job: a}", with: "{job: b}")).passed)
    }

    @Test func `coverage tells what no test looks at and what never does anything`() {
        let report = Self.run(
            Self.head + """
                  alert_rule_test:
                  - {eval_time: 1m, alertname: Never}
                  promql_expr_test:
                  - {expr: count(job:x:sum), eval_time: 1m, exp_samples: [{value: 1}]}
                """
        )
        #expect(report.passed, "\(report.text)")
        #expect(
            report.coverage.text == """
                rules.yml:5:5: alert High: no test looks at it, never fires in a test
                rules.yml:10:5: alert Never: never fires in a test
                rules.yml:11:5: record unused: no test looks at it
                alerts: 1 of 2 tested (50.0%)
                recording rules: 1 of 2 tested (50.0%)
                coverage: 2 of 4 rules (50.0%)
                """,
            "\(report.coverage.text)"
        )
    }

    @Test func `a start time moves everything`() {
        let report = Self.run(
            """
            rule_files: [rules.yml]
            tests:
            - start_timestamp: 2024-05-01T12:00:00Z
              external_labels: {region: eu}
              input_series: [{series: x, values: 1x5}]
              promql_expr_test:
              - {expr: timestamp(x), eval_time: 1m, exp_samples: [{value: 1714564860}]}
            """
        )
        #expect(report.passed, "\(report.text)")
    }

    @Test(arguments: [
        ("tests: [{promql_expr_test: [{expr: 'up +'}]}]", "parse error: unexpected end of input"),
        ("tests: [{input_series: [{series: 'up{', values: 1}]}]", "test.yml:1:"),
        ("tests: [{input_series: [{series: up, values: 1x}]}]", "test.yml:1:"),
        (
            "tests: [{alert_rule_test: [{eval_time: 5m}]}]",
            "misses required attribute alertname at eval_time 5m"
        ),
        ("group_eval_order: [a, a]", "group name repeated in evaluation order: a"),
        ("tets: []", "did you mean `tests`?"),
        (
            "evaluation_interval: 1ms\ntests: [{promql_expr_test: [{expr: up, eval_time: 100y}]}]",
            "the limit is"
        ),
        ("tests: [{promql_expr_test: [{expr: up, exp_samples: [{value: x}]}]}]", "expected a number"),
    ])
    func `a file of tests that is wrong says where`(text: String, expected: String) {
        let report = Self.run(text, rules: "")
        #expect(!report.passed)
        #expect(report.text.contains(expected), "\(report.text)")
    }

    @Test func `an error of a rule ends the test`() {
        let rules = "groups: [{name: g, rules: [{record: j, expr: a + on (x) b}]}]"
        let report = Self.run(
            """
            rule_files: [r]
            tests:
            - input_series:
              - {series: 'a{x="1"}', values: 1x5}
              - {series: 'b{x="1",y="1"}', values: _ _ 1}
              - {series: 'b{x="1",y="2"}', values: _ _ 1}
              promql_expr_test: [{expr: j, eval_time: 5m}]
            """,
            rules: rules
        )
        let failure = report.files[0].cases[0].failures.first
        #expect(
            failure?.message.hasPrefix("rule j of group g, time 2m: found duplicate series") == true,
            "\(report.text)"
        )
    }
}
