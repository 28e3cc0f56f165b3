import Diagnostics
import Profile
import Testing
import Values

@testable import Render

/// Each check finds a planted mistake, and nothing in the pack itself.
struct CheckTests {
    private static let up = Query.Series(name: "up", type: .gauge, labels: [])
    private static let calls = Query.Series(name: "w_calls_total", type: .counter, labels: ["t"])
    private static let minutes = Duration.seconds(300)

    private static func alert(_ query: Query, summary: String = "a", wait: Duration? = minutes) -> Rule {
        var rule = Rule(kind: .alert, name: "Planted", query: query, wait: wait)
        rule.labels["severity"] = "warning"
        for key in ["summary", "description", "runbook"] { rule.annotations[key] = .string(summary) }
        return rule
    }

    private static let planted: [(check: String, rules: [Rule])] = [
        ("duplicate-rule", [alert(.series(up)), alert(.series(up))]),
        ("alert-part", [alert(.series(up), wait: nil)]),
        ("window-function", [alert(.window(.rate, up, over: minutes))]),
        ("window-function", [alert(.window(.delta, calls, over: minutes))]),
        ("short-window", [alert(.window(.rate, calls, over: .seconds(60)))]),
        ("histogram-bucket", [alert(.quantile(0.9, calls, over: minutes, by: []))]),
        ("unknown-metric", [alert(.series(Query.Series(name: "nobody", type: .gauge, labels: [])))]),
        ("share", [alert(.ratio(.series(calls), .series(calls)))]),
        (
            "operand-labels",
            [
                alert(
                    .combine(
                        .and,
                        .series(up),
                        .aggregate(.sum, .window(.rate, calls, over: minutes), by: ["t"])
                    )
                )
            ]
        ),
        (
            "dropped-label",
            [
                alert(
                    .aggregate(.max, .series(up), by: []),
                    summary: "{{ $labels.instance }} of {{ $labels.service }}"
                )
            ]
        ),
    ]

    @Test(arguments: planted.indices)
    func `a check finds its mistake, and no other does`(index: Int) throws {
        let (id, rules) = Self.planted[index]
        let model = try Watched(system: "everything").model
        let group = RuleGroup(name: "planted", rules: rules)
        let found = RuleCheck.all.filter { !$0.findings([group], model).isEmpty }.map(\.id)
        #expect(found == [id])
    }

    @Test func `every check is tried`() {
        #expect(Set(Self.planted.map(\.check)) == Set(RuleCheck.all.map(\.id)))
    }
}
