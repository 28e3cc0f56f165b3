/// A hash of bytes that is the same for the whole life of the process and different in the next.
///
/// Label sets come from outside: with a seed that nobody knows, nobody can choose sets that collide.
enum LabelHash {
    private static let seed = UInt64.random(in: .min ... .max)
    private static let key: UInt64 = 0x9E37_79B9_7F4A_7C15

    static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        var state = seed ^ UInt64(truncatingIfNeeded: count) &* key
        var offset = 0
        while offset + 8 <= count {
            state = mixed(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), key)
            offset += 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while offset < count {
            tail |= UInt64(bytes[offset]) &<< shift
            shift &+= 8
            offset += 1
        }
        return mixed(state ^ tail, 0xD6E8_FEB8_6659_FD93)
    }

    /// One hash of two, in this order.
    static func combined(_ first: UInt64, _ second: UInt64) -> UInt64 {
        mixed(first ^ seed, second &+ key)
    }

    /// Both halves of the product, so that every bit of the input reaches every bit of the result.
    private static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = (first ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: second | 1)
        return product.high ^ product.low
    }
}

extension LabelHash {
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        bytes.baseAddress.map { hash($0, bytes.count) } ?? 0
    }
}
