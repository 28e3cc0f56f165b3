import Diagnostics
import Rules
import Testing

/// The fixtures of promtool get promtool's verdicts.
@Suite(.enabled(if: RuleFixtures.folder != nil, "promtool's fixtures are not there"))
struct FixtureVerdictTests {
    /// What Prometheus 3 says; native histograms keep `unittest.yml` from passing here.
    static let tests: [(file: String, passes: Bool)] = [
        ("at-modifier-test.yml", true), ("bad-input-series.yml", false), ("bad-promql.yml", false),
        ("bad-rules-error-test.yml", false), ("bad-rules-syntax-test.yml", false), ("failing.yml", false),
        ("long-period.yml", true), ("rules_run.yml", false), ("rules_run_fuzzy.yml", false),
        ("rules_run_no_fuzzy.yml", false),
    ]

    private func path(_ name: String) throws -> String { "\(try #require(RuleFixtures.folder))/\(name)" }

    @Test(arguments: tests)
    func `a file of tests gets the verdict of Prometheus 3`(file: String, passes: Bool) throws {
        let file = try RulePaths.read(path(file))
        let report = RuleFixtures.test([file])
        #expect(report.passed == passes, "\(report.text)")
        #expect(RuleFixtures.test([file], stepByStep: true).text == report.text)
    }

    @Test(arguments: tests)
    func `a file of tests gets the verdict of the promtool that is installed`(file: String, passes: Bool)
        throws
    {
        // Debian's 2.42 knows no fuzzy_compare.
        let differs = ["rules_run_fuzzy.yml", "rules_run_no_fuzzy.yml"]
        guard !differs.contains(file), let theirs = RuleFixtures.promtool(["test", "rules", try path(file)])
        else {
            return
        }
        #expect((theirs.status == 0) == passes, "\(theirs.output)")
    }

    @Test func `the long file of tests fails in nothing but native histograms`() throws {
        let report = RuleFixtures.test([try RulePaths.read(path("unittest.yml"))])
        let failures = report.files.flatMap(\.cases).flatMap(\.failures)
        #expect(failures.count(where: { $0.kind == .unsupported }) == 3)
        #expect(failures.allSatisfy { $0.kind == .unsupported }, "\(report.text)")
        #expect(report.files.flatMap(\.cases).reduce(0) { $0 + $1.checks } == 26)
    }

    @Test(arguments: [
        ("rules.yml", true), ("rules_duplicates.yml", true), ("prometheus-rules.lint.yml", true),
        ("at-modifier.yml", true), ("bad-rules-error.yml", true), ("bad-rules-syntax.yml", false),
    ])
    func `a file of rules gets promtool's verdict`(file: String, isValid: Bool) throws {
        let source = try RulePaths.read(path(file))
        let isOurs = (try? RuleFileReader.read(source)) != nil
        #expect(isOurs == isValid)
        if let theirs = RuleFixtures.promtool(["check", "rules", "--lint=none", try path(file)]) {
            #expect((theirs.status == 0) == isValid, "\(theirs.output)")
        }
    }
}
