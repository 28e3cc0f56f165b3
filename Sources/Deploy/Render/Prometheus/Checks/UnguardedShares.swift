internal import Profile

extension RuleCheck {
    /// A share of unlike things: counters that only grow, or a numerator that is no part of the denominator.
    ///
    /// The division itself is guarded wherever it is written: `ratio` is the one way to say it.
    static let unguardedShares = RuleCheck(id: "share") { rule, _ in
        rule.query.all.compactMap { query in
            guard case .ratio(let part, let whole) = query else { return nil }
            for case .series(let series) in part.all + whole.all where series.type == .counter {
                return "it divides the counter \(series.name) since its start, not its rate"
            }
            return nil
        }
    }
}
