#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Numbers as `strconv.FormatFloat` and `fmt` write them.
///
/// Infinities are `+Inf` and `-Inf`, anything that is not a number `NaN`.
extension GoText {
    /// The fewest digits that read back as the same number, never with an exponent: `'f', -1`.
    package static func number(_ value: Double) -> String {
        special(value) ?? DecimalDigits(value).plain
    }

    /// The fewest digits, with an exponent below 1e-4 and from 1e+06 on: `'g', -1` and the verbs `%g` and `%v`.
    package static func shortest(_ value: Double) -> String {
        if let special = special(value) { return special }
        let digits = DecimalDigits(value)
        return (-4..<6).contains(digits.point - 1) ? digits.plain : digits.scientific
    }

    /// That many digits after the point, correctly rounded: `'f', digits` and `%.2f`.
    package static func fixed(_ value: Double, digits: Int) -> String {
        special(value) ?? printed("%.*f", precision: digits, value)
    }

    /// That many significant digits, with an exponent where it is shorter: `'g', precision` and `%.4g`.
    package static func general(_ value: Double, precision: Int) -> String {
        special(value) ?? printed("%.*g", precision: precision, value)
    }

    /// One digit, a point, that many digits, and an exponent of two digits at least: `'e', digits` and `%.3e`.
    ///
    /// Without a number of digits as many as it takes: `'e', -1`.
    package static func exponent(_ value: Double, digits: Int? = nil) -> String {
        if let special = special(value) { return special }
        guard let digits else { return DecimalDigits(value).scientific }
        return printed("%.*e", precision: digits, value)
    }

    private static func special(_ value: Double) -> String? {
        if value.isFinite { return nil }
        if value.isNaN { return "NaN" }
        return value < 0 ? "-Inf" : "+Inf"
    }

    /// The C library rounds correctly, as Go does, and writes exponents alike.
    private static func printed(_ format: String, precision: Int, _ value: Double) -> String {
        // More digits than any number of this type has are zeros; a hostile width must not take memory.
        let arguments: [any CVarArg] = [Int32(clamping: min(max(precision, 0), 1100)), value]
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1600) { buffer in
            let count = withVaList(arguments) { vsnprintf(buffer.baseAddress, buffer.count, format, $0) }
            let written = UnsafeRawBufferPointer(buffer).prefix(Int(max(0, count)))
            return String(decoding: written, as: UTF8.self)
        }
    }
}
