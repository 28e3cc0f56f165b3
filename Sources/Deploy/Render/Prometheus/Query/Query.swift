internal import Profile
internal import Values

/// A question to Prometheus, as rules and dashboards write it.
///
/// It is a tree and no text, so that it can be asked what it reads and which labels its answer has; `text` is PromQL.
indirect enum Query: Sendable {
    /// The newest samples.
    case series(Series)
    /// A function over the samples of a window: `rate(x[5m])`.
    case window(WindowFunction, Series, over: Duration)
    /// Where a gauge will be if it goes on as it did: `predict_linear(x[6h], 86400)`.
    case prediction(Series, over: Duration, ahead: Duration)
    /// Series summed up, the labels of `by` kept beside those that say which server it is.
    case aggregate(Aggregation, Query, by: [String])
    /// Series summed up by some labels only, or by none: for what has labels that nobody lists, and for totals.
    case total(Aggregation, Query, by: [String])
    /// A quantile of a histogram over a window.
    case quantile(Double, Series, over: Duration, by: [String])
    /// A share; nothing where the denominator is zero.
    case ratio(Query, Query)
    /// The first, or zero where only the second has an answer.
    case fill(Query, Query)
    case combine(Operator, Query, Query)
    case compare(Query, Comparison, Number)
    /// One sample when there is no such series.
    case absent(Series)

    enum WindowFunction: String, CaseIterable {
        case rate, increase, delta, deriv, changes
        case minimum = "min_over_time"
        case maximum = "max_over_time"
        case average = "avg_over_time"

        /// Whether it takes a falling value for the restart of a counter.
        var wantsCounter: Bool {
            switch self {
            case .rate, .increase: true
            case .delta, .deriv, .changes, .minimum, .maximum, .average: false
            }
        }
    }

    enum Aggregation: String, CaseIterable { case sum, min, max, avg, count }

    enum Operator: String, CaseIterable {
        case and, or, unless, plus, minus, times

        var symbol: String {
            switch self {
            case .and, .or, .unless: rawValue
            case .plus: "+"
            case .minus: "-"
            case .times: "*"
            }
        }
    }

    enum Comparison: String, CaseIterable {
        case above, below, atLeast, equals

        var symbol: String {
            switch self {
            case .above: ">"
            case .below: "<"
            case .atLeast: ">="
            case .equals: "=="
            }
        }
    }

    /// A selector: a metric of the server, or a series that a rule records.
    struct Series: Sendable {
        /// As the exposition has it, `_bucket` included.
        let name: String
        let type: MetricName.Kind
        /// The metric's own labels.
        let labels: Set<String>
        var matchers: [Matcher] = []
        /// How long ago, when it is not now.
        var offset: Duration?
        /// Whether a rule records it: it has no labels of a replica unless they are its own.
        var isRecorded = false
    }

    struct Matcher: Hashable, Sendable {
        let label: String
        var symbol = "="
        let value: String

        var text: String { "\(label)\(symbol)\"\(value)\"" }
    }
}

extension Query {
    /// Its selectors, from left to right.
    var series: [Series] {
        switch self {
        case .series(let series), .window(_, let series, _), .prediction(let series, _, _),
            .quantile(_, let series, _, _), .absent(let series):
            [series]
        case .aggregate(_, let query, _), .total(_, let query, _), .compare(let query, _, _): query.series
        case .ratio(let left, let right), .fill(let left, let right), .combine(_, let left, let right):
            left.series + right.series
        }
    }

    /// The queries inside it, and itself.
    var all: [Query] {
        switch self {
        case .series, .window, .prediction, .quantile, .absent: [self]
        case .aggregate(_, let query, _), .total(_, let query, _), .compare(let query, _, _):
            [self] + query.all
        case .ratio(let left, let right), .fill(let left, let right), .combine(_, let left, let right):
            [self] + left.all + right.all
        }
    }

    /// The labels of its answer beside those that say which server it is.
    var labels: Set<String> {
        switch self {
        case .series(let series), .window(_, let series, _), .prediction(let series, _, _): series.allLabels
        case .aggregate(_, _, let by), .quantile(_, _, _, let by): Self.kept(by)
        case .total(_, _, let by): Set(by)
        case .ratio(let left, _), .fill(let left, _), .combine(_, let left, _): left.labels
        case .compare(let query, _, _): query.labels
        case .absent: []
        }
    }

    /// `instance` stands for everything that tells one replica from another.
    static func kept(_ by: [String]) -> Set<String> {
        by.contains("instance") ? Set(by).union(Telemetry.targetLabels) : Set(by)
    }
}

extension Query.Series {
    var allLabels: Set<String> { isRecorded ? labels : labels.union(Telemetry.targetLabels) }
}
