/// A mean: the compensated sum over the count for as long as the sum does not overflow, then incremental.
///
/// The first is the more accurate; the second works for values whose sum is no number any more.
struct RunningMean {
    private(set) var count: Double
    private var sum: CompensatedSum
    private var isIncremental = false

    init(first value: Double) {
        count = 1
        sum = CompensatedSum(value)
    }

    @inline(__always)
    mutating func add(_ value: Double) {
        count += 1
        if !isIncremental {
            var next = sum
            next.add(value)
            if !next.sum.isInfinite {
                sum = next
                return
            }
            isIncremental = true
            sum = sum.divided(by: count - 1)
        }
        var mean = sum.scaled(by: (count - 1) / count)
        mean.add(value / count)
        sum = mean
    }

    var mean: Double {
        if isIncremental { return sum.sum + sum.compensation }
        return sum.sum / count + sum.compensation / count
    }
}
