import Diagnostics
import Rules
import Testing

/// Files of rules are read as strictly as Prometheus reads them.
struct RuleFileTests {
    static func read(_ text: String) throws(InvalidInput) -> RuleFile {
        try RuleFileReader.read(SourceFile(name: "rules.yml", text: text))
    }

    /// A file with one group of one rule.
    static func rule(_ lines: String...) -> String {
        "groups:\n- name: g\n  rules:\n  - " + lines.joined(separator: "\n    ") + "\n"
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try Self.read(text)
            return []
        } catch {
            return error.diagnostics.map {
                "\($0.location.map { "\($0.line):\($0.column)" } ?? "") \($0.message)"
            }
        }
    }

    @Test func `everything a rule can have is read`() throws {
        let file = try Self.read(
            """
            groups:
            - name: g
              interval: 30s
              query_offset: 1m
              limit: 10
              labels: {team: a, severity: none}
              rules:
              - record: job:x:sum
                expr: sum by (job) (x)
                labels: {n: 1.50, b: True}
              - alert: Down
                expr: up == 0
                for: 5m
                keep_firing_for: 10m
                labels: {severity: page}
                annotations: {summary: "{{ $labels.job }}"}
            """
        )
        let group = try #require(file.groups.first)
        #expect(group.interval == 30_000 && group.queryOffset == 60_000 && group.limit == 10)
        #expect(
            group.rules[0].labels.map { "\($0.name)=\($0.value.text)" } == [
                "b=True", "n=1.50", "severity=none", "team=a",
            ]
        )
        let alert = group.rules[1]
        #expect(alert.kind == .alerting && alert.hold == 300_000 && alert.keepFiringFor == 600_000)
        #expect(alert.labels.map { "\($0.name)=\($0.value.text)" } == ["severity=page", "team=a"])
        #expect(alert.annotations.first?.template?.uses.labels.first?.name == "job")
    }

    @Test(arguments: [
        (
            rule("record: a", "alert: b", "expr: up"),
            "4:13 group \"g\", rule 1, \"b\": only one of 'record' and 'alert' must be set"
        ),
        (rule("expr: up"), "4:5 group \"g\", rule 1, \"\": one of 'record' or 'alert' must be set"),
        (rule("record: a"), "4:5 group \"g\", rule 1, \"a\": field 'expr' must be set in rule"),
        (
            rule("record: a", "expr: up", "for: 5m"),
            "6:5 group \"g\", rule 1, \"a\": invalid field 'for' in recording rule"
        ),
        (
            rule("record: a", "expr: up", "keep_firing_for: 5m"),
            "6:5 group \"g\", rule 1, \"a\": invalid field 'keep_firing_for' in recording rule"
        ),
        (
            rule("record: a", "expr: up", "annotations: {a: b}"),
            "6:5 group \"g\", rule 1, \"a\": invalid field 'annotations' in recording rule"
        ),
        (
            rule("record: 'a{b}'", "expr: up"),
            "4:13 group \"g\", rule 1, \"a{b}\": braces present in the recording rule name; should it be in expr?: a{b}"
        ),
        (
            rule("record: a", "expr: up", "labels: {__name__: b}"),
            "6:14 group \"g\", rule 1, \"a\": invalid label name: __name__"
        ),
        (rule("alert: a", "expr: up", "fro: 5m"), "6:5 field fro not found in a rule"),
        (rule("alert: a", "expr: up", "for: 5x"), "6:10 unknown unit \"x\" in duration \"5x\""),
        (
            rule("alert: a", "expr: up", "labels: {x: '{{ $labls.a }}'}"),
            "6:21 group \"g\", rule 1, \"a\": label \"x\": template: __alert_a:1: undefined variable \"$labls\""
        ),
        ("groups:\n- name: ''\n  rules: []\n", "2:9 Groupname must not be empty"),
        ("groups:\n- name: a\n- name: a\n", "3:9 groupname: \"a\" is repeated in the same file"),
        ("group: []\n", "1:1 field group not found in a file of rules"),
        ("groups: 5\n", "1:9 `groups` is a list, not a number"),
    ])
    func `what Prometheus refuses is refused at its place`(text: String, expected: String) {
        #expect(problems(text) == [expected])
    }

    @Test(arguments: [
        ("plain", "expr: sum(rate(x[5m]) by", "5:27"),
        ("double quotes", "expr: \"x{a=\\\"b\\\"} +\"", "5:24"),
        ("single quotes", "expr: 'x{a=''b''} +'", "5:24"),
        ("literal block", "expr: |\n      sum(x)\n        + =", "7:11"),
        ("folded block", "expr: >-\n      sum(x)\n      + =", "7:9"),
        ("plain over two lines", "expr: sum(x)\n      + =", "6:9"),
        ("after an anchor", "expr: &a up ++ =", "5:20"),
        ("block with an indicator", "expr: |2\n       up + =", "6:13"),
    ])
    func `a mistake in an expression stands where it is in the file`(
        style: String,
        field: String,
        place: String
    ) {
        let found = problems(Self.rule("record: a", field)).first {
            $0.contains("could not parse expression")
        }
        #expect(found?.hasPrefix("\(place) ") == true, "\(style): \(found ?? "nothing")")
    }

    @Test func `a message shows the line and a caret`() throws {
        let error = #expect(throws: InvalidInput.self) {
            try Self.read(Self.rule("record: a", "expr: |", "  sum(x) +"))
        }
        let text = try #require(error?.diagnostics.first?.text)
        #expect(text.contains("rules.yml:6:"))
        #expect(text.contains(" 6 |       sum(x) +\n   |"), "\(text)")
    }

    @Test func `PrometheusRule objects are read from several documents and lists`() throws {
        let file = try Self.read(
            """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: a}
            spec:
              groups:
              - name: g
                partial_response_strategy: warn
                rules: [{record: a, expr: up}]
            ---
            apiVersion: v1
            kind: List
            items:
            - kind: PrometheusRule
              spec: {groups: [{name: g, rules: [{alert: b, expr: up == 0}]}]}
            - kind: ConfigMap
            """
        )
        #expect(file.groups.map(\.name.text) == ["g", "g"])
        #expect(
            file.warnings.map(\.message) == ["an object of kind `ConfigMap` has no rules and is passed over"]
        )
    }

    @Test func `an empty file has no groups`() throws {
        #expect(try Self.read("").groups.isEmpty)
        #expect(try Self.read("# nothing\n").groups.isEmpty)
        #expect(try Self.read("groups:\n").groups.isEmpty)
    }
}
