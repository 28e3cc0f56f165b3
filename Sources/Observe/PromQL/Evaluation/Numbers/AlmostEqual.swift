extension Double {
    /// Whether two numbers are the same within a relative error of their mean magnitude.
    ///
    /// The staleness marker is only equal to itself, any other NaN to any NaN.
    package func isAlmostEqual(_ other: Double, within tolerance: Double) -> Bool {
        if isAbsent || other.isAbsent { return isAbsent && other.isAbsent }
        if isNaN && other.isNaN { return true }
        if self == other { return true }
        let sum = abs(self) + abs(other)
        let difference = abs(self - other)
        if self == 0 || other == 0 || sum < .leastNormalMagnitude {
            return difference < tolerance * .leastNormalMagnitude
        }
        return difference / min(sum, .greatestFiniteMagnitude) < tolerance
    }
}
