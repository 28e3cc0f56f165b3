internal import PromQL

/// A query with `@` on each selector, so that it comes to the same whenever it is evaluated.
struct PinnedQuery {
    let text: String
    /// When to evaluate it, in milliseconds since the epoch.
    let times: [Int64]

    /// Functions whose result depends on when they are evaluated, whatever they are given.
    private static let dependingOnTime: Set<String> = [
        "days_in_month", "day_of_month", "day_of_week", "day_of_year", "end", "hour", "minute", "month",
        "predict_linear", "range", "start", "step", "time", "timestamp", "year",
    ]

    /// `nil` when the query depends on time even so.
    init?(_ expression: Expression, at time: Int64) {
        let dependsOnTime = expression.contains { node in
            if case .call(let call) = node.kind {
                Self.dependingOnTime.contains(call.function.name)
            } else {
                false
            }
        }
        if dependsOnTime { return nil }
        text = Self.pinned(expression, at: time).description
        times = time == 0 ? [-1000, 0, 1000] : [-10 * time, 0, time / 5, time, 10 * time]
    }

    /// Whether the query speaks of the range it is evaluated over.
    static func isBoundToRange(_ query: String) -> Bool {
        ["start()", "end()", "range()", "step()"].contains { query.contains($0) }
    }

    /// What is within a subquery keeps its time: the subquery gets the `@`.
    private static func pinned(_ expression: Expression, at time: Int64) -> Expression {
        switch expression.kind {
        case .selector(var selector):
            selector.moment.pin(at: time)
            return Expression(.selector(selector), at: expression.range)
        case .range(var range):
            range.selector.moment.pin(at: time)
            return Expression(.range(range), at: expression.range)
        case .subquery(var subquery):
            subquery.moment.pin(at: time)
            return Expression(.subquery(subquery), at: expression.range)
        case .number, .string, .call, .aggregation, .unary, .binary, .parentheses:
            return expression.mappingChildren { pinned($0, at: time) }
        }
    }
}

extension Moment {
    fileprivate mutating func pin(at time: Int64) {
        switch anchor {
        case .timestamp: break
        case .start, .end, nil: anchor = .timestamp(time)
        }
    }
}
