#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Rounding, bounds, exponents and angles.
extension ElementFunction {
    static let roundings: [ElementFunction] = [
        .init("abs") { abs($0) },
        .init("ceil") { $0.rounded(.up) },
        .init("floor") { $0.rounded(.down) },
        .init("sgn") { $0 < 0 ? -1 : $0 > 0 ? 1 : $0 },
        .init("sqrt") { $0.squareRoot() },
        // Halves go up; the inverse of the step makes for smaller errors than the step.
        .init("round") { value, arguments in
            let inverse = 1 / arguments.first
            return (value * inverse + 0.5).rounded(.down) / inverse
        },
        .init("clamp") { value, arguments in
            clamped(value, from: arguments.first, to: arguments.second)
        },
        .init("clamp_min") { value, arguments in clamped(value, from: arguments.first, to: .infinity) },
        .init("clamp_max") { value, arguments in clamped(value, from: -.infinity, to: arguments.first) },
    ]

    static let logarithms: [ElementFunction] = [
        .init("exp") { exp($0) },
        .init("ln") { log($0) },
        .init("log2") { log2($0) },
        .init("log10") { log10($0) },
    ]

    static let angles: [ElementFunction] = [
        .init("sin") { sin($0) },
        .init("cos") { cos($0) },
        .init("tan") { tan($0) },
        .init("asin") { asin($0) },
        .init("acos") { acos($0) },
        .init("atan") { atan($0) },
        .init("sinh") { sinh($0) },
        .init("cosh") { cosh($0) },
        .init("tanh") { tanh($0) },
        .init("asinh") { asinh($0) },
        .init("acosh") { acosh($0) },
        .init("atanh") { atanh($0) },
        .init("deg") { $0 * 180 / .pi },
        .init("rad") { $0 * .pi / 180 },
    ]

    /// Nothing when the bounds leave nothing; a bound that is no number makes the value none.
    private static func clamped(_ value: Double, from lowest: Double, to highest: Double) -> Double {
        if highest < lowest { return .absent }
        if value.isNaN || lowest.isNaN || highest.isNaN { return .nan }
        return max(lowest, min(highest, value))
    }
}
