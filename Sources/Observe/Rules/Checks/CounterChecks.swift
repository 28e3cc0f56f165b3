internal import Diagnostics
internal import PromQL

/// A counter's value says how old the process is; what it grows by is what one wants.
struct CounterWithoutRate: SingleRuleCheck {
    static let id = "promql/counter"
    static let summary = "a counter is used without rate() or increase()"

    /// Functions and operations that make sense of a counter's value, or do not look at it.
    private static let understanding: Set<String> = [
        "absent", "timestamp", "label_replace", "label_join", "scalar", "sort", "sort_desc",
    ]

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        var found: [RuleFinding] = []
        look(at: subject.tree, isHarmless: subject.rule.kind == .recording, subject, &found)
        return found
    }

    private static func look(
        at node: Expression,
        isHarmless: Bool,
        _ subject: CheckedRule,
        _ found: inout [RuleFinding]
    ) {
        switch node.kind {
        case .selector(let selector):
            guard !isHarmless, let name = selector.metricName, isCounter(name, subject.metrics) else {
                return
            }
            found.append(
                subject.finding(
                    Self.self,
                    "`\(shortened(name))` is a counter: its value only grows",
                    at: node.range,
                    hint: "look at its growth, as in `rate(\(shortened(name))[5m])`"
                )
            )
        case .call(let call):
            let isUnderstood = understanding.contains(call.function.name)
            for argument in call.arguments {
                look(at: argument, isHarmless: isHarmless || isUnderstood, subject, &found)
            }
        case .aggregation(let aggregation):
            let isCounting = [.count, .group, .countValues].contains(aggregation.symbol)
            look(at: aggregation.expression, isHarmless: isHarmless || isCounting, subject, &found)
        case .binary(let operation):
            // `unless x` and `and x` ask only whether the series is there; `x offset` differences are growth.
            let isSet = operation.symbol == .unless || operation.symbol == .and
            let isDifference = operation.symbol == .subtract
            look(at: operation.left, isHarmless: isHarmless || isDifference, subject, &found)
            look(at: operation.right, isHarmless: isHarmless || isSet || isDifference, subject, &found)
        case .number, .string, .range, .subquery: break
        case .unary(_, let inner), .parentheses(let inner):
            look(at: inner, isHarmless: isHarmless, subject, &found)
        }
    }

    private static func isCounter(_ name: String, _ metrics: KnownMetrics?) -> Bool {
        guard !name.contains(":") else { return false }
        switch metrics?.kind(of: name) {
        case .counter: return true
        case .gauge, .untyped: return false
        case .histogram:
            return name.hasSuffix("_bucket") || name.hasSuffix("_count") || name.hasSuffix("_sum")
        case .summary: return name.hasSuffix("_count") || name.hasSuffix("_sum")
        case nil: return name.hasSuffix("_total") || name.hasSuffix("_bucket")
        }
    }
}

/// rate() takes every decrease for a reset, so of a gauge it tells nonsense.
struct RateOfGauge: SingleRuleCheck {
    static let id = "promql/rate-gauge"
    static let summary = "rate() of a gauge, or delta() of a counter"

    private static let ofCounters: Set<String> = ["rate", "irate", "increase", "resets"]
    private static let ofGauges: Set<String> = ["delta", "idelta", "deriv", "predict_linear"]

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        guard let metrics = subject.metrics else { return [] }
        return subject.tree.nodes.compactMap { node in
            guard case .call(let call) = node.kind, case .range(let range)? = call.arguments.first?.kind,
                let name = range.selector.metricName, let kind = metrics.kind(of: name)
            else { return nil }
            let function = call.function.name
            if ofCounters.contains(function), kind == .gauge {
                return subject.finding(
                    Self.self,
                    "`\(name)` is a gauge: \(function)() takes each decrease for a restart",
                    at: node.range,
                    hint: function == "resets"
                        ? "changes() counts changes of a gauge" : "use delta() or deriv()"
                )
            }
            if ofGauges.contains(function), kind == .counter {
                return subject.finding(
                    Self.self,
                    "`\(name)` is a counter: \(function)() is wrong whenever it starts anew",
                    at: node.range,
                    hint: "use rate() or increase()"
                )
            }
            return nil
        }
    }
}

/// When one process restarts, the sum of counters falls, and rate() takes the whole rest for growth.
struct RateOfSum: SingleRuleCheck {
    static let id = "promql/rate-sum"
    static let summary = "rate() of a sum of counters"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.nodes.compactMap { node in
            guard case .call(let call) = node.kind,
                ["rate", "irate", "increase"].contains(call.function.name),
                case .subquery(let subquery)? = call.arguments.first?.kind,
                let aggregation = subquery.expression.aggregation, aggregation.symbol == .sum,
                aggregation.expression.withoutParentheses.selectors.count == 1,
                case .selector = aggregation.expression.withoutParentheses.kind
            else { return nil }
            return subject.finding(
                Self.self,
                "\(call.function.name)() of a sum of counters jumps when one of them starts anew",
                at: node.range,
                hint: "sum afterwards, as in `sum(\(call.function.name)(…[5m]))`"
            )
        }
    }
}

/// Two samples have to fall into a range, even when one scrape fails.
struct ShortRange: SingleRuleCheck {
    static let id = "promql/rate"
    static let summary = "a range that is too short for the time between samples"

    private static let needTwo: Set<String> = [
        "rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "changes", "resets",
    ]

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        // Without the interval of scrapes, that of the rules is the best guess for what they look at.
        let interval = subject.scrapeInterval ?? subject.group.interval
        guard let interval else { return [] }
        return subject.tree.nodes.compactMap { node in
            guard case .call(let call) = node.kind, needTwo.contains(call.function.name),
                case .range(let range)? = call.arguments.first?.kind, let window = range.window.milliseconds,
                window < 2 * interval
            else { return nil }
            let seconds = "\(interval / 1000)s"
            return subject.finding(
                Self.self,
                "the range of \(call.function.name)() holds fewer than two samples when they come every \(seconds)",
                at: call.arguments[0].range,
                hint: "make it \(interval * 4 / 1000)s or longer, so that one missing scrape does no harm"
            )
        }
    }
}
