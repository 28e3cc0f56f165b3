import Diagnostics
import Rules
import SampleStore
import Testing
import Values

/// What the verbs print, as values.
struct RuleVerbTests {
    private static let minute: Int64 = 60_000

    private static let text = """
        groups:
        - name: g
          rules:
          - {record: 'job:x:sum', expr: sum by (job) (x)}
          - alert: High
            expr: job:x:sum > 2
            for: 2m
            annotations: {summary: "{{ $labels.job }} {{ $value }}"}
          - {alert: Never, expr: x > 100}
        """

    private static var source: SeriesList {
        var list = SeriesList()
        for (minute, value) in [1.0, 3, 4, 5, 1, 3, 1].enumerated() {
            list.append(
                value,
                at: Int64(minute) * Self.minute,
                to: Labels([("__name__", "x"), ("job", "a")])
            )
            // A server recorded the same series; the rules make it anew.
            list.append(
                99,
                at: Int64(minute) * Self.minute,
                to: Labels([("__name__", "job:x:sum"), ("job", "a")])
            )
        }
        return list
    }

    private func file() throws -> RuleFile { try RuleFileReader.read(SourceFile(name: "r", text: Self.text)) }

    @Test func `a backtest tells when alerts would have fired, how long and how far`() throws {
        let report = try RuleBacktest.run([try file()], over: Self.source, from: 0, through: 6 * Self.minute)
        #expect(
            report.text == """
                1970-01-01T00:03:00Z  firing  for 1m   {alertname="High", job="a"}  peak 5
                1970-01-01T00:05:00Z  pending  for 1m   {alertname="High", job="a"}  peak 3
                1 alerts would have fired, 1 were only pending, 1 rules never matched
                """,
            "\(report.text)"
        )
        #expect(report.episodes[0].annotations["summary"] == "a 5")
        #expect(report.json["alerts"]?.array?.count == 2)
    }

    @Test func `an evaluation tells what rules come to now`() throws {
        let report = RuleEvaluation.run([try file()], over: Self.source, at: 2 * Self.minute)
        #expect(
            report.text == """
                record job:x:sum
                  job:x:sum{job="a"} 4
                alert High
                  {alertname="High", job="a"} 99
                      summary: a 99
                alert Never: nothing
                """,
            "\(report.text)"
        )
        #expect(report.results[2].samples.isEmpty)
    }

    @Test func `a list shows groups and rules`() throws {
        let text = RuleListing([try file()]).text
        #expect(
            text == """
                r: g (3 rules)
                  record  job:x:sum  sum by (job) (x)
                  alert  High  job:x:sum > 2  for 2m
                  alert  Never  x > 100
                """
        )
    }

    @Test func `formatting changes expressions and nothing else`() throws {
        let text = """
            # A comment.
            groups:
            - name: g   # another
              rules:
              - record: a
                expr: sum( x )by(job)   # a third
                labels: {b:   c}
              - record: b
                expr: 'x{a="1"}>0'
              - record: c
                expr: "x{a=\\"1\\"}>0"
              - record: d
                expr: |
                  sum(x)
                    /sum(y)

              - record: e
                # before
                expr: >-
                  sum(x)
                  /sum(y)
              - record: f
                expr: |
                  x # why
                  +1
              - record: g
                expr: sum by (aaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) (rate(ccccccccccccccccccc[5m]))

            """
        let result = try RuleFormatting.run(SourceFile(name: "r", text: text))
        #expect(
            result.text == """
                # A comment.
                groups:
                - name: g   # another
                  rules:
                  - record: a
                    expr: sum by (job) (x)   # a third
                    labels: {b:   c}
                  - record: b
                    expr: 'x{a="1"} > 0'
                  - record: c
                    expr: "x{a=\\"1\\"} > 0"
                  - record: d
                    expr: |
                      sum(x) / sum(y)

                  - record: e
                    # before
                    expr: |
                      sum(x) / sum(y)
                  - record: f
                    expr: |
                      x # why
                      +1
                  - record: g
                    expr: |
                      sum by (aaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) (
                        rate(ccccccccccccccccccc[5m])
                      )

                """,
            "\(result.text)"
        )
        #expect(result.changed == 6 && result.notes.count == 1)
        let again = try RuleFormatting.run(SourceFile(name: "r", text: result.text))
        #expect(again.text == result.text && again.changed == 0)
    }
}
