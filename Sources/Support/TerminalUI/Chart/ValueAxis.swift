#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Round numbers along a range of values.
struct ValueAxis {
    let low: Double
    let high: Double
    /// From low to high.
    let ticks: [Double]
    let step: Double

    /// Covers the values; zero too, when it is not far away.
    init(covering values: ClosedRange<Double>, ticks count: Int) {
        var (low, high) = (values.lowerBound, values.upperBound)
        if low > 0, low <= high / 2 { low = 0 }
        if high < 0, high >= low / 2 { high = 0 }
        if high <= low {
            // One value alone: a range around it.
            let around = low == 0 ? 1 : low.magnitude / 2
            let most = Double.greatestFiniteMagnitude
            (low, high) = (max(low - around, -most), min(high + around, most))
        }
        let step = Self.roundStep((high / 2 - low / 2) * 2 / Double(max(count, 1)))
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        guard step > 0, first.magnitude < 1e15, last.magnitude < 1e15, (first * step).isFinite,
            (last * step).isFinite
        else {
            // Numbers at the ends of what can be written: only the ends themselves are told.
            (self.low, self.high, self.step) = (low, high, 0)
            ticks = [low, high]
            return
        }
        self.low = first * step
        self.high = last * step
        self.step = step
        ticks = (0...max(1, Int(last - first))).map { (first + Double($0)) * step }
    }

    /// 1, 2 or 5 times a power of ten, at least as large.
    private static func roundStep(_ step: Double) -> Double {
        let power = pow(10, log10(step).rounded(.down))
        for factor in [1.0, 2, 5] where factor * power >= step * (1 - 1e-9) { return factor * power }
        return 10 * power
    }

    /// Where a value stands, 0 at the low end and 1 at the high one.
    func place(of value: Double) -> Double {
        // Halves, because the difference of two numbers may be too large to be one.
        let range = high / 2 - low / 2
        return range > 0 ? (value / 2 - low / 2) / range : 0.5
    }

    func label(_ tick: Double) -> String { humanized(tick, apart: step) }
}
