/// The straight line that fits the samples of a window best: least squares over compensated sums.
struct LinearRegression {
    /// Per second.
    let slope: Double
    /// The value of the line at the reference time.
    let intercept: Double

    init(_ window: borrowing Window, reference: Int64) {
        let first = window.values[0]
        var isConstant = true
        var (sumX, sumY) = (CompensatedSum(), CompensatedSum())
        var (sumXY, sumXX) = (CompensatedSum(), CompensatedSum())
        for index in 0..<window.count {
            let value = window.values[index]
            if isConstant, index > 0, value != first { isConstant = false }
            let seconds = Double(window.timestamps[index] &- reference) / 1000
            sumX.add(seconds)
            sumY.add(value)
            sumXY.add(seconds * value)
            sumXX.add(seconds * seconds)
        }
        if isConstant {
            slope = first.isInfinite ? .nan : 0
            intercept = first.isInfinite ? .nan : first
            return
        }
        let count = Double(window.count)
        let (x, y) = (sumX.sum + sumX.compensation, sumY.sum + sumY.compensation)
        let covariance = (sumXY.sum + sumXY.compensation) - x * y / count
        let variance = (sumXX.sum + sumXX.compensation) - x * x / count
        slope = covariance / variance
        intercept = y / count - slope * x / count
    }
}
