/// A hash of bytes that is another one in every process, so that no target can choose lines that collide.
///
/// Folded 128-bit products of eight bytes each, as in wyhash.
enum SeededHash {
    private static let seed = UInt64.random(in: .min ... .max)

    static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ salt: UInt64) -> UInt32 {
        let raw = UnsafeRawBufferPointer(bytes)
        var state = folded(seed ^ salt, UInt64(truncatingIfNeeded: bytes.count) ^ 0xA076_1D64_78BD_642F)
        var offset = 0
        while offset &+ 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            state = folded(state ^ word, seed ^ 0xE703_7ED1_A0B4_28DB)
            offset &+= 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset &+= 1
        }
        return UInt32(truncatingIfNeeded: folded(state ^ rest, seed ^ 0x8EBC_6AF0_9C88_C6E3))
    }

    @inline(__always)
    private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
