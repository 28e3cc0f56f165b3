internal import Diagnostics
internal import PrometheusAPI
internal import PromQL
internal import SampleStore

/// The answer to a query, from wherever it comes.
struct QueryAnswer {
    /// A warning or an info in the words of Prometheus.
    struct Remark {
        let severity: Annotation.Severity
        let text: String
        var range: TextRange?
    }

    private(set) var value: QueryValue
    private(set) var remarks: [Remark]
    let moments: QueryMoments
    var explanation: Explanation?
    /// Series with native histograms that are not shown.
    var histogramSeries = 0

    init(_ result: QueryResult, to query: QueryText, _ expression: Expression, _ moments: QueryMoments) {
        value = result.value.sorted(keepingOrder: expression.ordersItsResult)
        remarks = result.annotations.map {
            Remark(severity: $0.severity, text: $0.text(in: query.text), range: $0.range)
        }
        self.moments = moments
        explanation = result.explanation
    }

    /// An expression that is not known here keeps the order of the server.
    init(_ answer: RemoteAnswer, _ expression: Expression?, _ moments: QueryMoments) {
        value = answer.value.sorted(keepingOrder: expression?.ordersItsResult ?? true)
        remarks =
            answer.warnings.map { Remark(severity: .warning, text: $0) }
            + answer.infos.map { Remark(severity: .info, text: $0) }
        self.moments = moments
        histogramSeries = answer.histogramSeries
    }

    var isEmpty: Bool {
        switch value {
        case .scalar, .string: false
        case .vector(let samples): samples.isEmpty && histogramSeries == 0
        case .matrix(let series): series.isEmpty && histogramSeries == 0
        }
    }

    func texts(of severity: Annotation.Severity) -> [String] {
        remarks.filter { $0.severity == severity }.map(\.text)
    }

    /// The remarks as messages, with the query's line where they are about a part of it.
    func diagnostics(for query: QueryText) -> [Diagnostic] {
        var diagnostics = remarks.map { remark in
            let isWarning = remark.severity == .warning
            let prefix = isWarning ? "PromQL warning: " : "PromQL info: "
            var text = remark.text.hasPrefix(prefix) ? remark.text.dropFirst(prefix.count) : remark.text[...]
            if let range = remark.range {
                // The place is told before the message.
                let place = " (\(range.position(in: query.text)))"
                if text.hasSuffix(place) { text = text.dropLast(place.count) }
            }
            return Diagnostic(
                isWarning ? .warning : .note,
                String(text),
                at: remark.range.map(query.location)
            )
        }
        if histogramSeries > 0 {
            let words = histogramSeries == 1 ? "a series is" : "\(histogramSeries) series are"
            diagnostics.append(
                .warning(
                    "\(words) of native histograms and not shown",
                    hint: "histogram_quantile, histogram_count and histogram_sum make numbers of them"
                )
            )
        }
        return diagnostics
    }
}

extension Expression {
    /// Whether the order of its series says something: `sort`, `topk`, ….
    fileprivate var ordersItsResult: Bool {
        switch withoutParentheses.kind {
        case .call(let call): call.function.name.hasPrefix("sort")
        case .aggregation(let aggregation): aggregation.symbol == .topk || aggregation.symbol == .bottomk
        case .number, .string, .selector, .range, .subquery, .unary, .binary, .parentheses: false
        }
    }
}

extension QueryValue {
    /// With series in the order of their labels.
    fileprivate func sorted(keepingOrder: Bool) -> QueryValue {
        switch self {
        case .scalar, .string: self
        case .vector(let samples): keepingOrder ? self : .vector(samples.sorted { $0.labels < $1.labels })
        case .matrix(let series): .matrix(series.sorted { $0.labels < $1.labels })
        }
    }
}
