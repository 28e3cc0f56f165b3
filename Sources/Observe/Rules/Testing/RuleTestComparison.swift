internal import Diagnostics
internal import GoText
internal import PromQL
internal import SampleStore

/// Compares what a test expects with what came.
struct RuleTestComparison {
    let test: RuleTest
    let file: RuleTestFile
    let engine: QueryEngine

    // MARK: Alerts

    func compareAlerts(
        _ firing: [Int: [String: [RuleTimeline.FiringAlert]]],
        _ result: inout RuleTestReport.Case
    ) {
        for alertCase in test.alertCases {
            result.checks += 1
            let step = Int(alertCase.time / file.evaluationInterval)
            let alerts = (firing[step]?[alertCase.alertname] ?? []).sorted {
                $0.labels == $1.labels ? $0.annotations < $1.annotations : $0.labels < $1.labels
            }
            let actual = alerts.map { alert in
                ComparedAlert(labels: alert.labels.pairsByName, annotations: alert.annotations.pairsByName)
            }
            let expected = alertCase.expected.map { alert in
                var labels = alert.labels.filter { !$0.value.isEmpty }
                labels["alertname"] = alertCase.alertname
                return ExpectedPart(
                    alert: ComparedAlert(
                        labels: labels,
                        annotations: alert.annotations.filter { !$0.value.isEmpty }
                    ),
                    isPartial: alert.isPartial
                )
            }
            let pairs = Pairing(expected.count, actual.count) { expected[$0].accepts(actual[$1]) }
            guard !pairs.isComplete else { continue }
            let time = PromDuration(milliseconds: alertCase.time).description
            result.failures.append(
                .init(
                    kind: .alerts,
                    message: "alert \(alertCase.alertname) at \(time): expected "
                        + "\(Self.count(expected.count)) to fire, got \(Self.count(actual.count))",
                    location: alertCase.location,
                    differences: differences(expected, actual, pairs)
                )
            )
        }
    }

    private static func count(_ count: Int) -> String {
        switch count {
        case 0: "none"
        case 1: "1 alert"
        default: "\(count) alerts"
        }
    }

    /// Every alert line by line; those that found no partner stand beside the ones most like them.
    private func differences(
        _ expected: [ExpectedPart],
        _ actual: [ComparedAlert],
        _ pairs: Pairing
    ) -> [RuleTestReport.Difference] {
        var lines: [RuleTestReport.Difference] = []
        for (_, index) in pairs.pairs { lines += actual[index].lines(.same) }
        var left = pairs.unmatchedRight
        for index in pairs.unmatchedLeft {
            let wanted = expected[index]
            guard
                let best = left.max(by: { wanted.likeness(to: actual[$0]) < wanted.likeness(to: actual[$1]) })
            else {
                lines += wanted.alert.lines(.missing)
                continue
            }
            left.removeAll { $0 == best }
            lines += wanted.differences(from: actual[best])
        }
        for index in left { lines += actual[index].lines(.unexpected) }
        return lines
    }

    // MARK: Queries

    func compare(
        _ expression: RuleTest.ExpressionCase,
        _ tree: Expression,
        over samples: TestSamples,
        _ result: inout RuleTestReport.Case
    ) {
        result.checks += 1
        let time = PromDuration(milliseconds: expression.time).description
        let name = "\(shortened(expression.expression.text)) at \(time)"
        func fail(
            _ kind: RuleTestReport.Failure.Kind,
            _ message: String,
            at location: SourceLocation,
            _ differences: [RuleTestReport.Difference] = [],
            hint: String? = nil
        ) {
            result.failures.append(
                .init(
                    kind: kind,
                    message: "\(name): \(message)",
                    location: location,
                    differences: differences,
                    hint: hint
                )
            )
        }
        guard !expression.expected.contains(where: { $0.histogram != nil }) else {
            return fail(.unsupported, "native histograms are not supported yet", at: expression.location)
        }
        var actual: [VectorSample]
        do throws(RuleFailure) {
            actual = try engine.prepared(tree).ruleSamples(at: test.start + expression.time, from: samples)
                .samples
        } catch {
            return fail(.error, error.message, at: expression.expression.location, hint: error.hint)
        }
        var expected: [VectorSample] = []
        for sample in expression.expected {
            do throws(NotationError) {
                let labels =
                    sample.labels.text.isEmpty ? Labels.empty : try SeriesNotation.labels(sample.labels.text)
                expected.append(VectorSample(labels: labels, timestamp: 0, value: sample.value))
            } catch {
                return fail(.error, error.message, at: sample.labels.location(at: error.offset))
            }
        }
        actual.sort { $0.labels < $1.labels }
        expected.sort { $0.labels < $1.labels }
        let pairs = Pairing(expected.count, actual.count) { wanted, found in
            areSame(expected[wanted].value, actual[found].value)
                && (expression.isPartial
                    ? expected[wanted].labels.pairsByName.allSatisfy {
                        actual[found].labels[$0.key] == $0.value
                    }
                    : expected[wanted].labels == actual[found].labels)
        }
        guard !pairs.isComplete else { return }
        fail(
            .samples,
            "expected \(expected.count) samples, got \(actual.count)",
            at: expression.location,
            Self.differences(expected, actual, pairs)
        )
    }

    /// Equal, both no number, or neighbours when the file says so.
    private func areSame(_ expected: Double, _ actual: Double) -> Bool {
        if expected == actual || (expected.isNaN && actual.isNaN) { return true }
        return file.isFuzzy && (expected.nextUp == actual || expected.nextDown == actual)
    }

    private static func differences(
        _ expected: [VectorSample],
        _ actual: [VectorSample],
        _ pairs: Pairing
    ) -> [RuleTestReport.Difference] {
        func text(_ sample: VectorSample) -> String { "\(sample.labels) \(GoText.shortest(sample.value))" }
        var lines: [(Labels, RuleTestReport.Difference)] = []
        lines += pairs.pairs.map { (actual[$0.right].labels, .init(.same, text(actual[$0.right]))) }
        lines += pairs.unmatchedLeft.map { (expected[$0].labels, .init(.missing, text(expected[$0]))) }
        lines += pairs.unmatchedRight.map { (actual[$0].labels, .init(.unexpected, text(actual[$0]))) }
        return lines.enumerated().sorted { left, right in
            left.element.0 == right.element.0
                ? left.offset < right.offset : left.element.0 < right.element.0
        }.map(\.element.1)
    }
}

extension QueryEngine {
    fileprivate func prepared(_ tree: Expression) throws(RuleFailure) -> PreparedQuery {
        do throws(QueryError) {
            return try prepare(tree)
        } catch {
            throw RuleFailure(error)
        }
    }
}

extension RuleTestReport.Failure {
    init(_ problem: RuleTimeline.Problem, in test: RuleTest) {
        let time = PromDuration(milliseconds: problem.time - test.start).description
        self.init(
            kind: .error,
            message: "rule \(problem.rule.name.text) of group \(problem.group.name.text), time \(time): "
                + problem.failure.message,
            location: problem.rule.expression.location,
            hint: problem.failure.hint
        )
    }
}
