import Diagnostics
import Rules
import Templates
import TestSupport
import Testing

@testable import Render

struct ShippedRulesTests {
    @Test func `servers without a profile are watched by the rules of all presets, each once`() throws {
        let shipped = try ShippedRules(templates: .embedded)
        let files = try shipped.files.map { file in
            try RuleFileReader.read(SourceFile(name: file.path, text: file.text))
        }
        let rules = files.flatMap(\.rules)
        #expect(rules.contains { $0.name.text == "MCPServerDown" })
        #expect(rules.count { $0.name.text == "MCPReplicaDown" } == 1)
        #expect(rules.contains { $0.name.text == "MCPHighErrorRate" || $0.name.text.contains("Error") })
        #expect(rules.allSatisfy { $0.expression.text.contains("service!=\"\"") })
        #expect(Set(rules.map { "\($0.name.text) \($0.expression.text)" }).count == rules.count)
    }
}

/// The rules over what the tool itself sees.
struct WatchRulesTests {
    /// Promtool's own form: a server that is not as it says for three minutes, and one that is for one.
    private static let cases = """
        rule_files: [watch.yaml]
        evaluation_interval: 30s
        tests:
          - interval: 30s
            input_series:
              - {series: 'mcpctl_server_disagreement{instance="a"}', values: '1x10'}
              - {series: 'mcpctl_server_disagreement{instance="b"}', values: '0x4 1x2 0x4'}
              - {series: 'mcpctl_server_state{instance="a", state="degraded"}', values: '1x20'}
              - {series: 'mcpctl_server_state{instance="b", state="unreachable"}', values: '1x2 stale'}
            promql_expr_test:
              - expr: count by (alertname, instance) (ALERTS{alertstate="firing"})
                eval_time: 3m
                exp_samples:
                  - {labels: '{alertname="MCPServerNotAsItSays", instance="a"}', value: 1}
              - expr: count by (alertname) (ALERTS{alertstate="firing", alertname="MCPServerDegraded"})
                eval_time: 6m
                exp_samples:
                  - {labels: '{alertname="MCPServerDegraded"}', value: 1}
        """

    @Test func `tell of servers that are not as they say, and not of a moment`() throws {
        let rules = try #require(TemplateSet.embedded.file("prometheus/watch.yaml"))
        let report = RuleTestRunner.run([SourceFile(name: "cases.yaml", text: Self.cases)]) { _, _ in [rules]
        }
        #expect(report.passed, "\(report.text)")
    }

    @Test(.enabled(if: Judge.isInstalled("promtool")))
    func `are what promtool takes, too`() throws {
        let rules = try #require(TemplateSet.embedded.file("prometheus/watch.yaml"))
        let folder = try TemporaryFolder()
        try folder.write(rules.text, to: "watch.yaml")
        try folder.write(Self.cases, to: "cases.yaml")
        let verdict = try Judge.run("promtool", "test", "rules", "\(folder.path)/cases.yaml")
        #expect(verdict.isContent, "\(verdict.said)")
    }
}
