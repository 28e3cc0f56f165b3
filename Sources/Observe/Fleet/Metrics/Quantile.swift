/// The quantiles of a histogram, as PromQL's `histogram_quantile` tells them: linear within a bucket.
enum Quantile {
    /// The value below which that part of the durations lies; `counts` are cumulative, bounds rise and end with infinity.
    static func value(_ quantile: Double, bounds: [Double], counts: [Double]) -> Double? {
        guard let total = counts.last, total > 0, bounds.last == .infinity, bounds.count > 1 else {
            return nil
        }
        let rank = quantile * total
        guard let bucket = counts.firstIndex(where: { $0 >= rank }) else { return nil }
        // Nothing is known beyond the last bound but that it is more.
        guard bounds[bucket].isFinite else { return bounds[bucket - 1] }
        let low = bucket == 0 ? 0 : bounds[bucket - 1]
        let before = bucket == 0 ? 0 : counts[bucket - 1]
        let within = counts[bucket] - before
        guard within > 0 else { return bounds[bucket] }
        return low + (bounds[bucket] - low) * ((rank - before) / within)
    }
}
