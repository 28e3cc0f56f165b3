internal import Diagnostics
internal import PromQL
internal import SampleStore

/// A rule about a metric that nobody exposes never has a result: it is silently dead.
struct UnknownSeries: RuleCheck {
    static let id = "promql/series"
    static let summary = "a metric that no target exposes and no rule records"

    static func findings(in context: RuleCheckContext) -> [RuleFinding] {
        guard let metrics = context.metrics else { return [] }
        let recorded = Set(context.subjects.flatMap(\.rule.writtenNames))
        let candidates = Array(metrics.kinds.keys) + recorded
        return context.subjects.flatMap { subject in
            subject.tree.selectors.compactMap { selector, _, range in
                guard let name = selector.metricName, !recorded.contains(name), metrics.kind(of: name) == nil,
                    !isOfPrometheus(name), !isInsideAbsent(range, subject.tree)
                else { return nil }
                return subject.finding(
                    Self.self,
                    "no target exposes `\(shortened(name))`, so this part of the rule is always empty",
                    at: range,
                    hint: nearest(to: name, in: candidates).map { "did you mean `\($0)`?" }
                )
            }
        }
    }

    private static func isInsideAbsent(_ range: TextRange, _ tree: Expression) -> Bool {
        tree.nodes.contains { node in
            guard let call = node.call, call.function.name.hasPrefix("absent") else { return false }
            return node.range.lowerBound <= range.lowerBound && range.upperBound <= node.range.upperBound
        }
    }

    /// What Prometheus itself adds to every scrape.
    private static func isOfPrometheus(_ name: String) -> Bool {
        ["up", "ALERTS", "ALERTS_FOR_STATE"].contains(name) || name.hasPrefix("scrape_")
    }
}
