internal import Profile

extension RuleCheck {
    /// Over fewer than four scrapes a rate is a guess, and one missed scrape ends it.
    static let shortWindows = RuleCheck(id: "short-window") { rule, model in
        rule.query.all.compactMap { query in
            let window: Duration
            switch query {
            case .window(_, _, let over), .prediction(_, let over, _), .quantile(_, _, let over, _):
                window = over
            case .series, .aggregate, .total, .ratio, .fill, .combine, .compare, .absent: return nil
            }
            guard window < model.interval * 4 else { return nil }
            return "\(window.profileText) is less than four scrapes of \(model.interval.profileText)"
        }
    }
}
