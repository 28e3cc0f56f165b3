internal import Profile

extension RuleCheck {
    /// `rate` takes every fall of a gauge for a restart; `delta` of a counter goes negative at one.
    static let windowFunctions = RuleCheck(id: "window-function") { rule, _ in
        rule.query.all.compactMap { query in
            if case .prediction(let series, _, _) = query, series.type == .counter {
                return "predict_linear is for gauges, and \(series.name) is a counter"
            }
            guard case .window(let function, let series, _) = query else { return nil }
            let isCounter = series.type == .counter
            if function.wantsCounter, !isCounter {
                return "\(function.rawValue) is for counters, and \(series.name) is a gauge"
            }
            if [.delta, .deriv].contains(function), isCounter {
                return "\(function.rawValue) is for gauges, and \(series.name) is a counter"
            }
            return nil
        }
    }
}
