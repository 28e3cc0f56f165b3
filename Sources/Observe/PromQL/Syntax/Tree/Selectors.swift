package import SampleStore

/// `http_requests_total{job="api", code=~"5.."} offset 5m @ end()`.
package struct VectorSelector: Sendable, Hashable {
    /// The metric's name where it stands before the braces.
    package var name: String?
    /// What stands in the braces, in the order written; a quoted name there is a matcher of `__name__`.
    package var labels: [LabelMatcher]
    package var moment = Moment()
    /// An experimental modifier: evaluation has to refuse one that it does not know.
    package var boundary: RangeBoundary?
    /// The second argument of `info` selects labels, not series: it may match everything.
    package var mayMatchEverything = false

    package init(name: String?, labels: [LabelMatcher] = []) {
        self.name = name
        self.labels = labels
    }

    /// All that a series has to satisfy, its name included.
    package var matchers: [Matcher] {
        guard let name else { return labels.map(\.matcher) }
        return labels.map(\.matcher) + [Matcher("__name__", equals: name)]
    }
}

/// One condition between braces, and where it stands.
package struct LabelMatcher: Sendable, Hashable {
    package var matcher: Matcher
    package var range: TextRange

    package init(_ matcher: Matcher, at range: TextRange) {
        self.matcher = matcher
        self.range = range
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(matcher.name)
        hasher.combine(matcher.value)
    }
}

/// `http_requests_total[5m] offset 1h`: the modifiers belong to ``selector``.
package struct RangeSelector: Sendable, Hashable {
    package var selector: VectorSelector
    /// The selector without the brackets and what follows them.
    package var selectorRange: TextRange
    package var window: QueryDuration

    package init(_ selector: VectorSelector, at selectorRange: TextRange, window: QueryDuration) {
        self.selector = selector
        self.selectorRange = selectorRange
        self.window = window
    }
}

/// `rate(x[5m])[1h:1m] offset 1d`.
package struct Subquery: Sendable, Hashable {
    package var expression: Expression
    package var window: QueryDuration
    /// Without one, the default of the evaluation.
    package var step: QueryDuration?
    package var moment = Moment()

    package init(_ expression: Expression, window: QueryDuration, step: QueryDuration?) {
        self.expression = expression
        self.window = window
        self.step = step
    }
}

/// When a selector looks: `@` sets the moment, `offset` goes back from it.
package struct Moment: Sendable, Hashable {
    package enum Anchor: Sendable, Hashable {
        /// Milliseconds since the epoch.
        case timestamp(Int64)
        /// The first and the last moment of the whole query.
        case start, end
    }

    package var anchor: Anchor?
    /// Into the past; negative into the future.
    package var offset = QueryDuration.fixed(milliseconds: 0)

    package init() {}
}

/// How a range looks beyond its ends: `anchored`, `smoothed`.
package enum RangeBoundary: String, Sendable, Hashable {
    case anchored, smoothed
}
