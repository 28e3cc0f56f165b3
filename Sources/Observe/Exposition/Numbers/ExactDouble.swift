/// The double nearest to a decimal number of up to 19 digits.
///
/// D. Lemire, "Number Parsing at a Gigabyte per Second" (2021), section 5, with the check of section 6 for a
/// truncated product; W. Clinger's exact case first.
enum ExactDouble {
    private static let smallPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18,
        1e19, 1e20, 1e21, 1e22,
    ]

    /// Nothing when the nearest one cannot be told this way.
    static func nearest(to digits: UInt64, exponent: Int) -> Double? {
        if exponent == 0 || digits == 0 { return Double(digits) }
        if digits <= 1 << 53, -22...22 ~= exponent {
            let power = smallPowers[abs(exponent)]
            return exponent < 0 ? Double(digits) / power : Double(digits) * power
        }
        guard PowersOfTen.exponents.contains(exponent) else { return nil }
        return PowersOfTen.shared.withMantissas { mantissas in
            product(of: digits, mantissas[exponent - PowersOfTen.exponents.lowerBound], exponent: exponent)
        }
    }

    private static func product(of digits: UInt64, _ power: UInt128, exponent: Int) -> Double? {
        let shift = digits.leadingZeroBitCount
        let factor = digits << UInt64(shift)
        let high = UInt64(truncatingIfNeeded: power >> 64)
        var (upper, lower) = factor.multipliedFullWidth(by: high)
        // The cut-off bits of the power may matter when everything below the kept bits is set.
        if upper & 0x1FF == 0x1FF, lower &+ factor < lower {
            let second = factor.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power))
            let (sum, carries) = lower.addingReportingOverflow(second.high)
            if carries { upper &+= 1 }
            lower = sum
            if upper & 0x1FF == 0x1FF, lower == .max, second.low &+ factor < second.low { return nil }
        }
        let highest = upper >> 63
        var mantissa = upper >> (highest &+ 9)
        // Exactly between two doubles as far as can be seen.
        if lower == 0, upper & 0x1FF == 0, mantissa & 3 == 1 { return nil }
        mantissa = (mantissa &+ (mantissa & 1)) >> 1
        // floor(log2(10^e)) for every exponent of the table.
        var binary = (217_706 &* exponent) >> 16 &+ 64 &+ 1023 &- shift &- Int(highest ^ 1)
        if mantissa >> 53 != 0 {
            mantissa >>= 1
            binary &+= 1
        }
        guard 1..<2047 ~= binary else { return nil }
        return Double(bitPattern: UInt64(binary) << 52 | (mantissa & (1 << 52 &- 1)))
    }
}
