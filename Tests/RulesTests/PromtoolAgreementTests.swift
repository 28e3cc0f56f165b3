import Diagnostics
import PromQL
import Rules
import SampleStore
import TestSupport
import Testing

/// What comes out of random rules here is what promtool expects.
///
/// Our answers are written down as expectations, and promtool has to find all of them met. Debian's promtool is of
/// Prometheus 2.42, so what has changed since is left out: ranges that begin right at a sample (taken in then), rate()
/// near zero, sums without compensation, group labels, `query_offset`, and the default of a test's `interval` (then 0). So
/// is topk() of equal values, which may take any.
@Suite(.enabled(if: RuleFixtures.promtool != nil, "promtool is not installed"))
struct PromtoolAgreementTests {
    @Test func `promtool finds our answers right`() throws {
        let folder = try TemporaryFolder()
        var compared = 0
        for seed in 0..<100 {
            var generator = SeededGenerator(seed: UInt64(seed) + 1000)
            // A window of whole minutes would take in one more sample before Prometheus 3.
            let rules = RandomRules.rules(&generator, asIn2: true)
                .replacing("rate(c[3m])", with: "delta(c[3m])").replacing(
                    "topk(1, x)",
                    with: "max by (a) (x)"
                )
                .replacing("[3m]", with: "[170s]").replacing("[2m]", with: "[110s]").replacing(
                    "[5m:1m]",
                    with: "[290s:1m]"
                )
            let test = RandomRules.test(&generator)
                .replacing("rule_files: [r]", with: "rule_files: [r.yml]\ngroup_eval_order: [g0, g1, g2]")
            let report = RuleTestingTests.run(test, rules: rules)
            let failures = report.files[0].cases.flatMap(\.failures)
            let fails = failures.contains { $0.kind == .error } || !report.files[0].problems.isEmpty
            let expecting = fails ? test : Self.expecting(failures, in: test)
            // promtool takes no NaN for another.
            guard !expecting.contains("NaN") else { continue }
            try folder.write(rules, to: "r.yml")
            try folder.write(expecting, to: "test.yml")
            let theirs = try #require(RuleFixtures.promtool(["test", "rules", "\(folder.path)/test.yml"]))
            #expect((theirs.status != 0) == fails, "\(theirs.output)\n\(rules)\n\(expecting)\n\(report.text)")
            if !fails { compared += 1 }
        }
        #expect(compared > 50)
    }

    /// The test with what came as what is expected.
    private static func expecting(_ failures: [RuleTestReport.Failure], in test: String) -> String {
        var lines = test.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for failure in failures {
            let found = failure.differences.filter { $0.side == .unexpected }.map(\.text)
            var expected = ""
            switch failure.kind {
            case .samples:
                expected = "exp_samples: ["
                for line in found {
                    let place = line.lastIndex(of: " ") ?? line.endIndex
                    expected += "{labels: '\(line[..<place])', value: \(line[place...].dropFirst())}, "
                }
                expected += "]"
            case .alerts: expected = "exp_alerts: [\(alerts(found))]"
            case .error, .unsupported: continue
            }
            let index = failure.location.line - 1
            lines[index] = String(lines[index].dropLast()) + ", \(expected)}"
        }
        return lines.joined(separator: "\n")
    }

    private static func alerts(_ lines: [String]) -> String {
        var alerts: [(labels: [String], annotations: [String])] = []
        for line in lines {
            if line.hasPrefix("  ") {
                let parts = line.dropFirst(2).split(separator: ":", maxSplits: 1)
                alerts[alerts.count - 1].annotations.append("\(parts[0]): '\(parts[1].dropFirst())'")
            } else {
                let labels = (try? SeriesNotation.labels(line)) ?? .empty
                alerts.append(
                    (labels.pairs.filter { $0.name != "alertname" }.map { "\($0.name): '\($0.value)'" }, [])
                )
            }
        }
        return alerts.map { alert in
            "{exp_labels: {\(alert.labels.joined(separator: ", "))}, "
                + "exp_annotations: {\(alert.annotations.joined(separator: ", "))}}"
        }.joined(separator: ", ")
    }
}
