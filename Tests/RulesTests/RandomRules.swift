import TestSupport

/// Files of rules and tests that read one another in every way, made of seeds.
enum RandomRules {
    static let expressions = [
        "x", "x > 3", "sum by (a) (x)", "rate(c[3m])", "x offset 1m", "absent(x{a=\"1\"})",
        "count_over_time(x[2m]) > 1", "1",
        "vector(time()) / 60 % 7 > 4", "x unless y", "max_over_time(r0[3m])", "r0 + on (a, b) r1", "r1 > 2",
        "sum(r1) by (a)",
        "r2 or x", "ALERTS", "count(ALERTS) by (alertname)", "ALERTS_FOR_STATE", "x @ 60", "x offset -1m",
        "sum_over_time(x[5m:1m])",
        "{__name__=~\"r.\"}", "x and on (a) r2 > 1", "topk(1, x)", "sum(x) / sum(y)", "x + on (a) y",
    ]

    /// Some groups of rules that read one another in every way, in YAML.
    static func rules(_ generator: inout SeededGenerator, asIn2 isOld: Bool = false) -> String {
        var text = "groups:\n"
        for group in 0..<Int.random(in: 1...3, using: &generator) {
            text += "- name: g\(group)\n"
            if Bool.random(using: &generator) {
                text += "  limit: \(Int.random(in: 2...9, using: &generator))\n"
            }
            if !isOld, Int.random(in: 0..<4, using: &generator) == 0 { text += "  query_offset: 1m\n" }
            text += "  rules:\n"
            for index in 0..<Int.random(in: 1...4, using: &generator) {
                let expression = expressions.randomElement(using: &generator) ?? "x"
                if Bool.random(using: &generator) {
                    text += "  - record: r\(Int.random(in: 0...3, using: &generator))\n"
                    if Bool.random(using: &generator) { text += "    labels: {n: '\(group)\(index)'}\n" }
                } else {
                    text += "  - alert: A\(Int.random(in: 0...5, using: &generator))\n"
                    text += "    for: \(Int.random(in: 0...3, using: &generator))m\n"
                    text += "    keep_firing_for: \(Int.random(in: 0...2, using: &generator))m\n"
                    let label =
                        ["page", "{{ $labels.a }}", "{{ $value }}"].randomElement(using: &generator) ?? ""
                    text += "    labels: {s: '\(label)'}\n"
                    text += "    annotations: {t: '{{ $labels.b }} {{ $value }}'}\n"
                }
                text += "    expr: '\(expression)'\n"
            }
        }
        return text
    }

    static func test(_ generator: inout SeededGenerator) -> String {
        var text = "rule_files: [r]\ntests:\n- interval: 1m\n  input_series:\n"
        for name in ["x", "y", "c"] {
            for series in 0..<3 {
                let values = (0..<12).map { _ in
                    Int.random(in: 0..<5, using: &generator) == 0
                        ? ["_", "stale"].randomElement(using: &generator) ?? "_"
                        : String(Int.random(in: 0...6, using: &generator))
                }
                text +=
                    "  - {series: '\(name){a=\"\(series % 2)\",b=\"\(series)\"}', values: '\(values.joined(separator: " "))'}\n"
            }
        }
        text += "  promql_expr_test:\n"
        for minute in [3, 7, 11] { text += "  - {expr: '{__name__=~\".+\"}', eval_time: \(minute)m}\n" }
        text += "  alert_rule_test:\n"
        for alert in 0...5 { text += "  - {alertname: A\(alert), eval_time: \(2 * alert + 1)m}\n" }
        return text
    }
}
