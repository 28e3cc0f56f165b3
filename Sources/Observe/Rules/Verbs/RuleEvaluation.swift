internal import Diagnostics
internal import GoText
package import PromQL
package import SampleStore
package import Values

/// What rules come to at one moment: the series they would record, and the alerts whose condition holds.
package struct RuleEvaluation: Sendable {
    package struct Result: Sendable {
        package let rule: Rule
        package let group: String
        /// The series that would be written, or the alerts; sorted by labels.
        package let samples: [Sample]
        package let failure: RuleFailure?
        /// What the query had to remark.
        package let annotations: [String]
    }

    package struct Sample: Sendable {
        package let labels: Labels
        package let value: Double
        /// Of an alert.
        package let annotations: Labels
    }

    /// Milliseconds since the epoch.
    package let time: Int64
    package let results: [Result]

    /// Evaluates all rules in order, each seeing what those before it came to.
    ///
    /// A recorded series that the source has is read from there, with its history.
    package static func run(
        _ files: [RuleFile],
        over source: any SampleSource,
        at time: Int64,
        engine: QueryEngine = QueryEngine(),
        externalLabels: [String: String] = [:],
        externalURL: String = ""
    ) -> RuleEvaluation {
        var options = RuleRun.Options()
        options.engine = engine
        options.externalLabels = externalLabels
        options.externalURL = externalURL
        var samples = TestSamples(over: source)
        samples.now = time
        let groups = RuleOrder(files.flatMap(\.groups), named: []).groups
        for name in Set(groups.flatMap(\.rules).flatMap(\.writtenNames)) {
            let known = try? source.series(
                matching: [Matcher("__name__", equals: name)],
                from: time - engine.options.lookback,
                through: time
            )
            if let known, !known.isEmpty { samples.ignoredNames.insert(name) }
        }
        let results = groups.flatMap { group in
            group.rules.map { result(of: $0, in: group, at: time, &samples, options) }
        }
        return RuleEvaluation(time: time, results: results)
    }

    private static func result(
        of rule: Rule,
        in group: RuleGroup,
        at time: Int64,
        _ world: inout TestSamples,
        _ options: RuleRun.Options
    ) -> Result {
        func result(_ samples: [Sample], _ annotations: [Annotation] = [], _ failure: RuleFailure? = nil)
            -> Result
        {
            Result(
                rule: rule,
                group: group.name.text,
                samples: samples.sorted { $0.labels < $1.labels },
                failure: failure,
                annotations: annotations.map { $0.text(in: rule.expression.text) }
            )
        }
        do throws(RuleFailure) {
            var run = try RuleRun(rule, in: group, options)
            let source = world.source
            let annotations = try run.evaluate(at: time, in: &world)
            guard let table = run.table else {
                return result(
                    run.lastOutput.map { Sample(labels: $0, value: $1, annotations: .empty) },
                    annotations
                )
            }
            let environment = TemplateEnvironment(
                at: time,
                externalURL: options.externalURL,
                engine: options.engine,
                source: source
            )
            return result(
                table.alerts.map { alert in
                    let texts = table.rule.annotations(of: alert, in: environment)
                    return Sample(
                        labels: alert.labels,
                        value: alert.value,
                        annotations: Labels(texts.map { ($0.name, $0.value) })
                    )
                },
                annotations
            )
        } catch {
            return result([], [], error)
        }
    }

    // MARK: Renderings

    package var text: String {
        results.map { result in
            let head = "\(result.rule.kind.rawValue) \(visible(result.rule.name.text))"
            if let failure = result.failure {
                return
                    "\(head): error: \(visible(failure.message)) (\(visible(result.rule.location.description)))"
            }
            guard !result.samples.isEmpty else { return "\(head): nothing" }
            let lines = result.samples.map { sample in
                let texts = sample.annotations.pairs.map {
                    "\n      \(visible($0.name)): \(visible($0.value))"
                }
                return "  \(visible(sample.labels.description)) \(GoText.shortest(sample.value))"
                    + texts.joined()
            }
            return ([head] + lines + result.annotations.map { "  \(visible($0))" }).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    package var json: Value {
        .array(
            results.map { result in
                [
                    "kind": .string(result.rule.kind.rawValue), "name": .string(result.rule.name.text),
                    "group": .string(result.group),
                    "error": result.failure.map { .string($0.message) } ?? .null,
                    "samples": .array(
                        result.samples.map { sample in
                            [
                                "labels": sample.labels.json, "value": .sample(sample.value),
                                "annotations": sample.annotations.json,
                            ]
                        }
                    ),
                    "remarks": .array(result.annotations.map { .string($0) }),
                ]
            }
        )
    }
}
