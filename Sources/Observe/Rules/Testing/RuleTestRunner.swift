package import Diagnostics
internal import PromQL
internal import SampleStore

/// Runs files of unit tests.
package struct RuleTestRunner {
    package struct Options: Sendable {
        package var reader = RuleFileReader.Options()
        /// Runs only the tests with such a name.
        package var selects: @Sendable (String) -> Bool = { _ in true }
        /// Evaluates every rule at every time one after another.
        package var goesStepByStep = false

        package init() {}
    }

    /// The files of rules that match a pattern, from the folder of the file of tests.
    package typealias Finder = (_ pattern: String, _ testFile: String) -> [SourceFile]

    private let options: Options
    private let find: Finder
    private var report = RuleTestReport(files: [], coverage: RuleCoverage())
    /// Where a rule stands in the coverage.
    private var places: [SourceLocation: Int] = [:]

    private init(_ options: Options, _ find: @escaping Finder) {
        self.options = options
        self.find = find
    }

    package static func run(
        _ files: [SourceFile],
        _ options: Options = Options(),
        finding find: @escaping Finder
    ) -> RuleTestReport {
        var runner = RuleTestRunner(options, find)
        for file in files { runner.run(file) }
        return runner.report
    }

    private mutating func run(_ file: SourceFile) {
        var result = RuleTestReport.File(name: file.name)
        do throws(InvalidInput) {
            let tests = try RuleTestFileReader.read(file)
            let groups = try groups(of: tests, &result)
            for test in tests.tests where options.selects(test.name) {
                let clock = ContinuousClock()
                let start = clock.now
                var testCase = run(test, tests, groups.flatMap(\.groups))
                testCase.duration = clock.now - start
                result.cases.append(testCase)
            }
        } catch {
            result.problems += error.diagnostics
        }
        report.files.append(result)
    }

    /// The files of rules that the tests name; each one is told of in the coverage.
    private mutating func groups(
        of tests: RuleTestFile,
        _ result: inout RuleTestReport.File
    ) throws(InvalidInput) -> [RuleFile] {
        var files: [RuleFile] = []
        var problems: [Diagnostic] = []
        for pattern in tests.ruleFiles {
            let found = find(pattern.text, tests.file.name)
            if found.isEmpty {
                result.warnings.append(
                    .warning(
                        "no file match pattern \(pattern.text)",
                        at: pattern.location,
                        hint: "paths start at the folder of the file of tests"
                    )
                )
            }
            for file in found {
                do throws(InvalidInput) {
                    files.append(try RuleFileReader.read(file, options.reader))
                } catch {
                    problems += error.diagnostics
                }
            }
        }
        for file in files {
            for group in file.groups {
                for rule in group.rules where places[rule.location] == nil {
                    places[rule.location] = report.coverage.entries.count
                    report.coverage.entries.append(
                        .init(file: file.file.name, group: group.name.text, rule: rule)
                    )
                }
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        return files
    }

    // MARK: One test

    /// More evaluations than a test can wait for.
    private static let maximumSteps: Int64 = 5_000_000

    private mutating func run(
        _ test: RuleTest,
        _ file: RuleTestFile,
        _ groups: [RuleGroup]
    ) -> RuleTestReport.Case {
        var result = RuleTestReport.Case(name: test.name, location: test.location)
        let steps = test.length / file.evaluationInterval + 1
        guard steps <= Self.maximumSteps else {
            result.failures.append(
                .init(
                    kind: .error,
                    message: "the test would take \(steps) evaluations; the limit is \(Self.maximumSteps)",
                    location: test.location,
                    hint: "set a longer evaluation_interval, or look at earlier times"
                )
            )
            return result
        }
        let checks = parsedChecks(of: test, &result)
        let order = RuleOrder(groups, named: file.groupOrder).groups
        let rules = order.flatMap { group in group.rules.map { (rule: $0, group: group) } }
        note(test, checks, rules.map(\.rule))
        var asked: [Int: Set<String>] = [:]
        for alertCase in test.alertCases {
            let step = Int(alertCase.time / file.evaluationInterval)
            asked[step, default: []].insert(alertCase.alertname)
        }
        let outputs = RuleOutputs(rules.map(\.rule))
        let alerts = Set(rules.indices.filter { rules[$0].rule.kind == .alerting })
        let trees = rules.map(\.rule.tree) + checks.compactMap(\.tree)
        var own = RuleRun.Options()
        own.engine.options.subqueryStep = file.evaluationInterval
        own.externalLabels = test.externalLabels
        own.externalURL = test.externalURL
        let timeline = RuleTimeline(
            clock: .init(start: test.start, interval: file.evaluationInterval, steps: Int(steps)),
            asked: asked,
            rules: rules,
            options: own,
            needsAlertSeries: trees.contains { !alerts.isDisjoint(with: outputs.written(for: $0)) }
        )
        do throws(RuleFailure) {
            let outcome = try timeline.run(
                over: Self.samples(of: test),
                options.goesStepByStep ? .stepwise : .automatic
            )
            for (index, entry) in rules.enumerated() where outcome.activity[index] > 0 {
                if let place = places[entry.rule.location] { report.coverage.entries[place].wasActive = true }
            }
            guard outcome.problems.isEmpty else {
                result.failures += outcome.problems.map { RuleTestReport.Failure($0, in: test) }
                return result
            }
            let comparison = RuleTestComparison(test: test, file: file, engine: own.engine)
            comparison.compareAlerts(outcome.firing, &result)
            for (tree, expression) in checks {
                guard let tree else { continue }
                comparison.compare(expression, tree, over: outcome.samples, &result)
            }
        } catch {
            result.failures.append(
                .init(kind: .error, message: error.message, location: test.location, hint: error.hint)
            )
        }
        return result
    }

    private static func samples(of test: RuleTest) -> TestSamples {
        var samples = TestSamples()
        // Of a series that is given twice, the last one counts.
        for input in test.inputs { samples.set(input.labels, input.samples) }
        return samples
    }

    /// The queries of a test; one that cannot be read is a failure of its own.
    private func parsedChecks(
        of test: RuleTest,
        _ result: inout RuleTestReport.Case
    ) -> [(tree: Expression?, expression: RuleTest.ExpressionCase)] {
        test.expressionCases.map { expression in
            do throws(ParseErrors) {
                return (try PromQLParser(options.reader.parser).parse(expression.expression.text), expression)
            } catch {
                result.checks += 1
                for problem in error.errors {
                    result.failures.append(
                        .init(
                            kind: .error,
                            message: "parse error: \(problem.message)",
                            location: expression.expression.location(at: problem.range.lowerBound),
                            hint: problem.hint
                        )
                    )
                }
                return (nil, expression)
            }
        }
    }

    /// Which rules the test looks at, as promtool counts: an alert by its name, a series by a selector that can only
    /// mean it.
    private mutating func note(
        _ test: RuleTest,
        _ checks: [(tree: Expression?, expression: RuleTest.ExpressionCase)],
        _ rules: [Rule]
    ) {
        let outputs = RuleOutputs(rules)
        var tested: Set<Int> = []
        for (index, rule) in rules.enumerated() where rule.kind == .alerting {
            if test.alertCases.contains(where: { $0.alertname == rule.name.text }) { tested.insert(index) }
        }
        for (selector, _, _) in checks.flatMap({ $0.tree?.selectors ?? [] }) {
            let matchers = selector.matchers
            guard matchers.contains(where: { $0.name == "__name__" }) else { continue }
            let namesAlert = matchers.contains { $0.name == "alertname" }
            for index in outputs.written(for: matchers) where rules[index].kind == .recording || namesAlert {
                tested.insert(index)
            }
        }
        for index in tested {
            if let place = places[rules[index].location] { report.coverage.entries[place].isTested = true }
        }
    }
}
