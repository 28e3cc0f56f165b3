internal import PromQL
internal import SampleStore

/// Why an evaluation cannot be run here: it needs a part of Prometheus that is not there yet.
enum SkipReason: Hashable, Comparable, CustomStringConvertible {
    case nativeHistograms
    case experimental(String)

    var description: String {
        switch self {
        case .nativeHistograms: "native histograms"
        case .experimental(let feature): "experimental: \(feature)"
        }
    }

    /// The reasons of an evaluation, the experimental ones first.
    static func reasons(
        _ evaluation: Script.Evaluation,
        _ expression: Expression,
        _ data: LoadedData
    ) -> [SkipReason] {
        var features: Set<String> = []
        expression.walk { node in
            switch node.kind {
            case .call(let call) where call.function.isExperimental:
                features.insert("the function \(call.function.name)")
            case .aggregation(let aggregation) where aggregation.symbol.isExperimental:
                features.insert("the aggregation \(aggregation.symbol.rawValue)")
            case .binary(let operation):
                if operation.matching?.leftFill != nil || operation.matching?.rightFill != nil {
                    features.insert("the modifier fill")
                }
            case .selector(let selector):
                note(selector, [selector.moment.offset], &features)
            case .range(let range):
                note(range.selector, [range.window, range.selector.moment.offset], &features)
                if data.started.contains(where: range.selector.selects) {
                    features.insert("start timestamps")
                }
            case .subquery(let subquery):
                let durations =
                    [subquery.window, subquery.moment.offset] + (subquery.step.map { [$0] } ?? [])
                if durations.contains(where: { $0.milliseconds == nil }) {
                    features.insert("arithmetic in durations")
                }
            case .call, .aggregation, .number, .string, .unary, .parentheses: break
            }
        }
        var reasons = features.map(SkipReason.experimental)
        let isHistogramExpected = evaluation.expectation.series.contains { series in
            series.values.contains { if case .histogram = $0 { true } else { false } }
        }
        let isHistogramRead = expression.selectors.contains { selector, _, _ in
            data.histograms.contains(where: selector.selects)
        }
        if isHistogramExpected || isHistogramRead { reasons.append(.nativeHistograms) }
        return reasons.sorted()
    }

    private static func note(
        _ selector: VectorSelector,
        _ durations: [QueryDuration],
        _ features: inout Set<String>
    ) {
        if let boundary = selector.boundary { features.insert("the modifier \(boundary.rawValue)") }
        if durations.contains(where: { $0.milliseconds == nil }) {
            features.insert("arithmetic in durations")
        }
    }
}

extension VectorSelector {
    /// Whether a series with these labels is selected.
    fileprivate func selects(_ labels: Labels) -> Bool { matchers.allSatisfy { $0.matches(labels) } }
}
