internal import SampleStore

/// The labels that a vector would have had if there were one: what `absent` answers with.
///
/// Those that the selector asks for by equality; one that it asks for twice is left out, and any other expression
/// than a selector tells nothing.
struct AbsentLabels: Sendable {
    let labels: Labels

    init(of expression: Expression) {
        let matchers: [Matcher]
        switch expression.kind {
        case .selector(let selector): matchers = selector.matchers
        case .range(let range): matchers = range.selector.matchers
        case .number, .string, .subquery, .call, .aggregation, .unary, .binary, .parentheses: matchers = []
        }
        var seen: Set<String> = []
        var builder = LabelsBuilder()
        for matcher in matchers where matcher.name != "__name__" {
            if matcher.operation == .equal, !seen.contains(matcher.name) {
                builder.set(matcher.name, matcher.value)
                seen.insert(matcher.name)
            } else {
                builder.remove(matcher.name)
            }
        }
        labels = builder.labels()
    }
}
