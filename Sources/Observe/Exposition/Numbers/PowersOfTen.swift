/// The first 128 bits of powers of ten, cut and not rounded.
///
/// Only those that one 128-bit number can make exactly, or one division of 256 bits: exponents that a metric's value
/// hardly ever leaves.
struct PowersOfTen: Sendable {
    static let exponents = -55...55
    static let shared = Self()

    /// `5^e * 2^n` with the highest bit set, for every exponent from the lowest on.
    private let mantissas: [UInt128]

    private init() {
        let fives = Self.exponents.map { exponent -> UInt128 in
            (0..<exponent.magnitude).reduce(1) { power, _ in power &* 5 }
        }
        mantissas = zip(Self.exponents, fives).map { exponent, five in
            let unused = five.leadingZeroBitCount
            guard exponent < 0 else { return five << UInt128(unused) }
            // 2^(127 + b) / 5^k for a power of five with b bits: its quotient has 128 of them.
            return five.dividingFullWidth((1 << UInt128(127 - unused), 0)).quotient
        }
    }

    @inline(__always)
    func withMantissas<Result>(_ body: (UnsafePointer<UInt128>) -> Result?) -> Result? {
        mantissas.withUnsafeBufferPointer { buffer in buffer.baseAddress.flatMap(body) }
    }
}
