internal import SampleStore

/// No sample at a step: the bits of the staleness marker, which no arithmetic makes.
///
/// Selectors never answer the marker itself, and every operation on a signalling NaN makes a quiet one of it.
extension Double {
    @inline(__always)
    static var absent: Double { Double(bitPattern: StaleMarker.bits) }

    @inline(__always)
    var isAbsent: Bool { bitPattern == 0x7ff0_0000_0000_0002 }
}
