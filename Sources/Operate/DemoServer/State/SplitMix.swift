#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// SplitMix64: the same seed, the same demo.
struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 to 1, without 1.
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// As durations of real calls are: most near the median, a few far above (log-normal).
    mutating func logNormal(median: Double, spread: Double) -> Double {
        let normal = (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
        return median * exp(spread * normal)
    }

    /// Time until the next of events that come at random, `rate` a second (a Poisson process), in milliseconds.
    mutating func gap(rate: Double) -> Double { rate > 0 ? -log(1 - unit()) / rate * 1000 : .infinity }
}
