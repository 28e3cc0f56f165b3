/// The values that mean more than a number: Prometheus' `value.StaleNaN` and `value.NormalNaN`.
package enum StaleMarker {
    /// The NaN that says that a series ended here.
    package static let bits: UInt64 = 0x7ff0_0000_0000_0002
    /// Every other NaN is kept as this one.
    package static let ordinaryNaNBits: UInt64 = 0x7ff8_0000_0000_0001

    package static let value = Double(bitPattern: bits)
    package static let ordinaryNaN = Double(bitPattern: ordinaryNaNBits)
}

extension Double {
    package var isStaleMarker: Bool { bitPattern == StaleMarker.bits }
}
