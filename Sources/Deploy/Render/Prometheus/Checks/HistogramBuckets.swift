extension RuleCheck {
    /// A quantile of what is no histogram, or of one whose buckets were summed away.
    static let histogramBuckets = RuleCheck(id: "histogram-bucket") { rule, _ in
        rule.query.all.compactMap { query in
            guard case .quantile(let quantile, let series, _, _) = query else { return nil }
            guard series.labels.contains("le") else { return "\(series.name) has no buckets ('le')" }
            return (0...1).contains(quantile) ? nil : "\(quantile) is no quantile: it must be from 0 to 1"
        }
    }
}
