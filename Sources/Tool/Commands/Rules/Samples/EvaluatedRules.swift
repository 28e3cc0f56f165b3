internal import Diagnostics
internal import GoText
internal import Rules
internal import SampleStore
internal import TerminalUI
internal import Values

/// What rules came to, with the states of alerts.
struct EvaluatedRules {
    private enum State: String {
        case recorded, pending, firing, inactive, nothing, failed
    }

    private let evaluation: RuleEvaluation
    private let firing: Set<AlertPast.Key>

    init(_ evaluation: RuleEvaluation, firing: Set<AlertPast.Key>) {
        self.evaluation = evaluation
        self.firing = firing
    }

    var hasFailures: Bool { evaluation.results.contains { $0.failure != nil } }

    var isFiring: Bool {
        evaluation.results.contains { result in
            result.samples.contains { state(of: $0, result.rule) == .firing }
        }
    }

    private func state(of sample: RuleEvaluation.Sample, _ rule: Rule) -> State {
        guard rule.kind == .alerting else { return .recorded }
        let key = AlertPast.Key(rule: rule.location, labels: sample.labels)
        return rule.hold == 0 || firing.contains(key) ? .firing : .pending
    }

    private func stateWithoutSamples(_ result: RuleEvaluation.Result) -> State {
        if result.failure != nil { return .failed }
        return result.rule.kind == .alerting ? .inactive : .nothing
    }

    /// Failures, and what the queries had to remark.
    var diagnostics: [Diagnostic] {
        evaluation.results.flatMap { result in
            let name = shortened(result.rule.name.text)
            let place = result.rule.expression.location
            let failure = result.failure.map {
                Diagnostic.error("`\(name)` cannot be evaluated: \($0.message)", at: place, hint: $0.hint)
            }
            return [failure].compactMap(\.self)
                + result.annotations.map { text in
                    let isInfo = text.hasPrefix("PromQL info: ")
                    return Diagnostic(isInfo ? .note : .warning, "`\(name)`: \(text)", at: place)
                }
        }
    }

    // MARK: Renderings

    /// A table of all rules, then what the alerts would say.
    func text(isWide: Bool) -> String {
        var table = TextTable(
            (isWide ? [.init("GROUP")] : []) + [.init("RULE"), .init("STATE"), .init("LABELS")]
                + [.init("VALUE", isNumber: true)]
        )
        var messages: [String] = []
        for result in evaluation.results {
            let head = (isWide ? [visible(result.group)] : []) + [visible(result.rule.name.text)]
            if result.samples.isEmpty { table.add(head + [stateWithoutSamples(result).rawValue, "-", "-"]) }
            for sample in result.samples {
                let labels = visible(sample.labels.dropping(["__name__", "alertname"]).description)
                let state = state(of: sample, result.rule)
                table.add(head + [state.rawValue, labels, GoText.number(sample.value)])
                guard !sample.annotations.pairs.isEmpty else { continue }
                messages.append("\(visible(result.rule.name.text)) \(labels)\n")
                messages += sample.annotations.pairs.map { "  \(visible($0.name)): \(visible($0.value))\n" }
            }
        }
        return table.text + (messages.isEmpty ? "" : "\n" + messages.joined())
    }

    var value: Value {
        [
            "time": .string(WallClock.text(evaluation.time)),
            "rules": .array(
                evaluation.results.map { result in
                    [
                        "kind": .string(result.rule.kind.rawValue), "name": .string(result.rule.name.text),
                        "group": .string(result.group),
                        "file": .string(result.rule.location.file.name),
                        "line": .int(result.rule.location.line),
                        "error": result.failure.map { .string($0.message) } ?? .null,
                        "samples": .array(result.samples.map { value(of: $0, result.rule) }),
                        "remarks": .array(result.annotations.map(Value.string)),
                    ]
                }
            ),
        ]
    }

    private func value(of sample: RuleEvaluation.Sample, _ rule: Rule) -> Value {
        let number = sample.value
        return [
            "state": rule.kind == .alerting ? .string(state(of: sample, rule).rawValue) : .null,
            "labels": Self.value(of: sample.labels), "annotations": Self.value(of: sample.annotations),
            // JSON has no infinities.
            "value": number.isFinite ? .number(Number(number)) : .string(GoText.number(number)),
        ]
    }

    private static func value(of labels: Labels) -> Value {
        var object = Object()
        for (name, value) in labels.pairs { object[name] = .string(value) }
        return .object(object)
    }
}
