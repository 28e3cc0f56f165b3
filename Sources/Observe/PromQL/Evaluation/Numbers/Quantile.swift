/// A quantile of values, the two nearest weighted by how near they are.
enum Quantile {
    /// Sorts the values, NaN first; outside of 0…1 the quantile is an infinity.
    static func of(_ values: inout ContiguousArray<Double>, _ quantile: Double) -> Double {
        guard !values.isEmpty, !quantile.isNaN else { return .nan }
        if quantile < 0 { return -.infinity }
        if quantile > 1 { return .infinity }
        values.sort(by: nanFirst)
        let rank = quantile * Double(values.count - 1)
        let floor = rank.rounded(.down)
        let lower = max(0, Int(floor))
        let upper = min(values.count - 1, lower + 1)
        let weight = rank - floor
        return values[lower] * (1 - weight) + values[upper] * weight
    }

    /// Whether a quantile is one, so that a warning is due where it is not.
    static func isValid(_ quantile: Double) -> Bool { quantile >= 0 && quantile <= 1 }

    static func nanFirst(_ left: Double, _ right: Double) -> Bool {
        if left.isNaN { return !right.isNaN }
        return left < right
    }
}
