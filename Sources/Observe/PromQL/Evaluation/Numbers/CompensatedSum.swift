/// A sum that keeps what rounding loses: Neumaier's variant of Kahan's summation.
///
/// See Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen" (1974).
struct CompensatedSum {
    private(set) var sum: Double
    private(set) var compensation: Double

    init(_ sum: Double = 0, compensation: Double = 0) {
        self.sum = sum
        self.compensation = compensation
    }

    /// The sum with the lost part put back.
    var total: Double { sum.isInfinite ? sum : sum + compensation }

    @inline(__always)
    mutating func add(_ value: Double) {
        let next = sum + value
        if next.isInfinite {
            compensation = 0
        } else if abs(sum) >= abs(value) {
            compensation += (sum - next) + value
        } else {
            compensation += (value - next) + sum
        }
        sum = next
    }

    /// Both parts multiplied.
    func scaled(by factor: Double) -> CompensatedSum {
        CompensatedSum(sum * factor, compensation: compensation * factor)
    }

    /// Both parts divided.
    func divided(by divisor: Double) -> CompensatedSum {
        CompensatedSum(sum / divisor, compensation: compensation / divisor)
    }
}
