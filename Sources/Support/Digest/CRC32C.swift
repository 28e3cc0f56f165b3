/// The CRC of Castagnoli's polynomial (RFC 3720 appendix B.4), for finding bytes that a crash or a disk changed.
package enum CRC32C {
    /// The checksum of the bytes, going on from that of bytes before them.
    package static func checksum(_ bytes: UnsafeRawBufferPointer, after before: UInt32 = 0) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            var state = ~before
            var place = 0
            while place + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                let mixed = word ^ UInt64(state)
                state = 0
                // The byte that is furthest from the end takes the table of the longest way.
                for index in 0..<8 {
                    let byte = Int(truncatingIfNeeded: mixed &>> UInt64(index * 8)) & 0xFF
                    state ^= tables[(7 - index) * 256 + byte]
                }
                place += 8
            }
            while place < bytes.count {
                state = tables[Int((state ^ UInt32(bytes[place])) & 0xFF)] ^ state &>> 8
                place += 1
            }
            return ~state
        }
    }

    /// Eight tables: what a byte does to the state, and what it does when up to seven zeros follow.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var state = UInt32(byte)
            for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0x82F6_3B78 : state >> 1 }
            tables[byte] = state
        }
        for place in 256..<tables.count {
            let before = tables[place - 256]
            tables[place] = tables[Int(before & 0xFF)] ^ before >> 8
        }
        return tables
    }()
}
