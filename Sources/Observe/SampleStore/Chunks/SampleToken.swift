/// The first byte of what a sample adds to a block's payload.
///
/// `0xxxxxxx`, `10xxxxxx +1` and `110xxxxx +2 bytes` are numbers of whole values that come as regularly as the last
/// two, which is what nearly all of a server's samples do. In blocks of bytes, 1 to 192 say which bytes of the value
/// changed. Everything from 0xE0 on means the same in both where both have it.
enum SampleToken {
    /// As expected in time and value, or in blocks of bytes: the same value again.
    static let same: UInt8 = 0x00
    static let twoBytes: UInt8 = 0x80
    static let threeBytes: UInt8 = 0xC0
    /// 0xE0 to 0xE8: a step in time that is not the last one follows, then this many bytes of number.
    static let irregular: UInt8 = 0xE0
    /// 0xE9 to 0xED: 4 to 8 bytes of number.
    static let long: UInt8 = 0xE9
    /// All eight bytes of a value that has no number.
    static let raw: UInt8 = 0xF0
    /// The same after an irregular step.
    static let irregularRaw: UInt8 = 0xF1
    static let stale: UInt8 = 0xF2
    static let irregularStale: UInt8 = 0xF3
    /// The byte behind it and 2 more times the same.
    static let run: UInt8 = 0xF4
    static let longestRun = 257

    /// In blocks of bytes: 1 + 8 x zero bytes at the low end + changed bytes - 1.
    static let changed: UInt8 = 1
    /// The same 64 numbers after an irregular step.
    static let irregularChanged: UInt8 = 65
    static let irregularSame: UInt8 = 129

    /// Small numbers of either sign as small numbers: 0, -1, 1, -2 and so on.
    @inline(__always)
    static func zigzag(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value &<< 1) ^ (value &>> 63))
    }

    @inline(__always)
    static func signed(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value &>> 1) ^ -Int64(bitPattern: value & 1)
    }
}
