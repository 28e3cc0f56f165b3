internal import Profile
internal import Values

extension Query {
    /// PromQL, broken into lines where one would be too long to read.
    ///
    /// `scope` selects the servers that are asked about, in every selector.
    func text(in scope: [Matcher]) -> String {
        Writer(scope: scope).lines(of: self).joined(separator: "\n")
    }

    /// Writes one query.
    private struct Writer {
        let scope: [Matcher]
        /// What still reads well on one line.
        private static let width = 88

        func lines(of query: Query) -> [String] {
            let line = oneLine(query)
            guard line.utf8.count > Self.width else { return [line] }
            switch query {
            case .series, .window, .prediction, .absent: return [line]
            case .aggregate(let function, let inner, let by):
                return wrapped(head(function, inner, by) + " (", lines(of: inner))
            case .total(let function, let inner, let by):
                return wrapped(head(function, by) + " (", lines(of: inner))
            case .quantile(let quantile, let series, let window, let by):
                let rate = Query.window(.rate, series, over: window)
                return wrapped(
                    "histogram_quantile(",
                    ["\(Number(quantile).text),"] + lines(of: .aggregate(.sum, rate, by: by + ["le"]))
                )
            case .ratio(let left, let right):
                return operand(left) + ["/"] + operand(.compare(right, .above, Number(0)))
            case .fill(let left, let right):
                let zero = operand(right)
                return operand(left) + ["or"] + ["0 * " + (zero.first ?? "")] + zero.dropFirst()
            case .combine(let symbol, let left, let right):
                return operand(left) + [symbol.symbol] + operand(right)
            case .compare(let inner, let comparison, let number):
                var lines = operand(inner)
                lines[lines.count - 1] += " \(comparison.symbol) \(number.text)"
                return lines
            }
        }

        private func operand(_ query: Query) -> [String] {
            guard query.isOperation else { return lines(of: query) }
            let line = oneLine(query)
            return line.utf8.count > Self.width ? wrapped("(", lines(of: query)) : ["(\(line))"]
        }

        private func wrapped(_ start: String, _ lines: [String]) -> [String] {
            [start] + lines.map { "  " + $0 } + [")"]
        }

        private func oneLine(_ query: Query) -> String {
            switch query {
            case .series(let series): return selector(series)
            case .window(let function, let series, let window):
                return "\(function.rawValue)(\(selector(series, over: window)))"
            case .prediction(let series, let window, let ahead):
                return "predict_linear(\(selector(series, over: window)), \(ahead.wholeSeconds))"
            case .aggregate(let function, let inner, let by):
                return "\(head(function, inner, by)) (\(oneLine(inner)))"
            case .total(let function, let inner, let by): return "\(head(function, by)) (\(oneLine(inner)))"
            case .quantile(let quantile, let series, let window, let by):
                let rate = Query.window(.rate, series, over: window)
                let sum = oneLine(.aggregate(.sum, rate, by: by + ["le"]))
                return "histogram_quantile(\(Number(quantile).text), \(sum))"
            case .ratio(let left, let right): return "\(inner(left)) / (\(inner(right)) > 0)"
            case .fill(let left, let right): return "\(inner(left)) or 0 * \(inner(right))"
            case .combine(let symbol, let left, let right):
                return "\(inner(left)) \(symbol.symbol) \(inner(right))"
            case .compare(let query, let comparison, let number):
                return "\(inner(query)) \(comparison.symbol) \(number.text)"
            case .absent(let series): return "absent(\(selector(series)))"
            }
        }

        private func inner(_ query: Query) -> String {
            query.isOperation ? "(\(oneLine(query)))" : oneLine(query)
        }

        /// `without` keeps what nobody knows here: the labels that say which server it is, in which cluster.
        private func head(_ function: Aggregation, _ query: Query, _ by: [String]) -> String {
            let dropped = query.labels.subtracting(Query.kept(by)).sorted()
            return "\(function.rawValue) without (\(dropped.joined(separator: ", ")))"
        }

        private func head(_ function: Aggregation, _ by: [String]) -> String {
            function.rawValue + (by.isEmpty ? "" : " by (\(by.joined(separator: ", ")))")
        }

        private func selector(_ series: Series, over window: Duration? = nil) -> String {
            let matchers = (scope + series.matchers).map(\.text).joined(separator: ", ")
            return series.name + (matchers.isEmpty ? "" : "{\(matchers)}")
                + (window.map { "[\($0.profileText)]" } ?? "")
                + (series.offset.map { " offset \($0.profileText)" } ?? "")
        }
    }

    /// Whether it needs parentheses beside another operator.
    private var isOperation: Bool {
        switch self {
        case .ratio, .fill, .combine, .compare: true
        case .series, .window, .prediction, .aggregate, .total, .quantile, .absent: false
        }
    }
}
