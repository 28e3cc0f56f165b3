/// Functions that make one value of all samples of a window.
extension RangeFunction {
    static let avgOverTime = RangeFunction("avg_over_time") { window, _ in
        var mean = RunningMean(first: window.values[0])
        for index in 1..<max(1, window.count) { mean.add(window.values[index]) }
        return mean.mean
    }

    static let sumOverTime = RangeFunction("sum_over_time") { window, _ in
        var sum = CompensatedSum()
        for index in 0..<window.count { sum.add(window.values[index]) }
        return sum.total
    }

    static let countOverTime = RangeFunction("count_over_time") { window, _ in Double(window.count) }

    static let presentOverTime = RangeFunction("present_over_time") { _, _ in 1 }

    static let lastOverTime = RangeFunction("last_over_time", keepsName: true) { window, _ in
        window.lastValue
    }

    static let maxOverTime = RangeFunction("max_over_time") { window, _ in
        extreme(window) { $0 > $1 }
    }

    static let minOverTime = RangeFunction("min_over_time") { window, _ in
        extreme(window) { $0 < $1 }
    }

    static let stdvarOverTime = RangeFunction("stdvar_over_time") { window, _ in variance(window) }

    static let stddevOverTime = RangeFunction("stddev_over_time") { window, _ in
        variance(window).squareRoot()
    }

    static let quantileOverTime = RangeFunction("quantile_over_time", wantsQuantile: true) {
        window,
        quantile in
        var values = ContiguousArray(UnsafeBufferPointer(start: window.values, count: window.count))
        return Quantile.of(&values, quantile)
    }

    /// Any number replaces NaN.
    @inline(__always)
    private static func extreme(_ window: borrowing Window, _ isBetter: (Double, Double) -> Bool) -> Double {
        var best = window.values[0]
        for index in 1..<max(1, window.count) {
            let value = window.values[index]
            if isBetter(value, best) || best.isNaN { best = value }
        }
        return best
    }

    /// The population variance, by Welford's method over compensated sums.
    private static func variance(_ window: borrowing Window) -> Double {
        var (mean, squares) = (CompensatedSum(), CompensatedSum())
        for index in 0..<window.count {
            let value = window.values[index]
            let difference = value - (mean.sum + mean.compensation)
            mean.add(difference / Double(index + 1))
            squares.add(difference * (value - (mean.sum + mean.compensation)))
        }
        return (squares.sum + squares.compensation) / Double(window.count)
    }
}
