/// Folds the samples of a group at one step into one number.
protocol Accumulator {
    /// With the first sample of the group.
    init(_ value: Double)
    mutating func add(_ value: Double)
    var result: Double { get }
}

struct SumAccumulator: Accumulator {
    private var sum: CompensatedSum
    init(_ value: Double) { sum = CompensatedSum(value) }
    @inline(__always) mutating func add(_ value: Double) { sum.add(value) }
    var result: Double { sum.sum + sum.compensation }
}

struct MeanAccumulator: Accumulator {
    private var mean: RunningMean
    init(_ value: Double) { mean = RunningMean(first: value) }
    @inline(__always) mutating func add(_ value: Double) { mean.add(value) }
    var result: Double { mean.mean }
}

struct CountAccumulator: Accumulator {
    private(set) var result: Double
    init(_ value: Double) { result = 1 }
    @inline(__always) mutating func add(_ value: Double) { result += 1 }
}

struct GroupAccumulator: Accumulator {
    init(_ value: Double) {}
    @inline(__always) mutating func add(_ value: Double) {}
    var result: Double { 1 }
}

/// Any number replaces NaN.
struct MinimumAccumulator: Accumulator {
    private(set) var result: Double
    init(_ value: Double) { result = value }
    @inline(__always) mutating func add(_ value: Double) {
        if result > value || result.isNaN { result = value }
    }
}

/// Any number replaces NaN.
struct MaximumAccumulator: Accumulator {
    private(set) var result: Double
    init(_ value: Double) { result = value }
    @inline(__always) mutating func add(_ value: Double) {
        if result < value || result.isNaN { result = value }
    }
}

/// The population variance by Welford's method.
struct VarianceAccumulator: Accumulator {
    private var count = 1.0
    private var mean: Double
    private var squares: Double

    init(_ value: Double) {
        mean = value
        squares = value.isFinite ? 0 : .nan
    }

    @inline(__always)
    mutating func add(_ value: Double) {
        count += 1
        let difference = value - mean
        mean += difference / count
        squares += difference * (value - mean)
    }

    var result: Double { squares / count }
}

struct DeviationAccumulator: Accumulator {
    private var variance: VarianceAccumulator
    init(_ value: Double) { variance = VarianceAccumulator(value) }
    @inline(__always) mutating func add(_ value: Double) { variance.add(value) }
    var result: Double { variance.result.squareRoot() }
}

/// All values, for what cannot be told from fewer.
struct CollectingAccumulator: Accumulator {
    var values: ContiguousArray<Double>
    init(_ value: Double) { values = [value] }
    mutating func add(_ value: Double) { values.append(value) }
    var result: Double { .nan }
}
