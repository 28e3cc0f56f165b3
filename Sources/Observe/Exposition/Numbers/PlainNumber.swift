/// A number in its common spelling: digits, perhaps a fraction, perhaps an exponent, at most 19 digits in all.
///
/// Reads eight bytes at a time. Whatever else a number can be (`NaN`, `+Inf`, `.5`, more digits) is for `NumberText`.
enum PlainNumber {
    /// How many readable bytes must follow the last byte of the number.
    static let margin = 16

    /// The value and the first byte behind it; nothing when the spelling is another one.
    @inline(__always)
    static func read(
        _ start: UnsafePointer<UInt8>
    ) -> (value: Double, end: UnsafePointer<UInt8>)? {
        var cursor = start
        let isNegative = cursor[0] == UInt8(ascii: "-")
        if isNegative { cursor += 1 }
        // A whole number of up to eight digits, as nearly all are.
        let (count, digits) = eight(at: cursor)
        guard count > 0 else { return nil }
        cursor += count
        if count < 8, cursor[0] == UInt8(ascii: "\n") || cursor[0] == UInt8(ascii: " ") {
            let value = Double(Int64(truncatingIfNeeded: digits))
            return (isNegative ? -value : value, cursor)
        }
        guard let (value, end) = long(cursor, count, digits) else { return nil }
        return (isNegative ? -value : value, end)
    }

    /// The rest of a number that is no short whole one.
    @inline(never)
    private static func long(
        _ start: UnsafePointer<UInt8>,
        _ count: Int,
        _ digits: UInt64
    ) -> (value: Double, end: UnsafePointer<UInt8>)? {
        var (cursor, total, mantissa, exponent) = (start, count, digits, 0)
        if count == 8 { guard more(&cursor, &total, &mantissa) else { return nil } }
        if cursor[0] == UInt8(ascii: ".") {
            cursor += 1
            let whole = total
            guard more(&cursor, &total, &mantissa) else { return nil }
            exponent = whole &- total
        }
        if cursor[0] | 0x20 == UInt8(ascii: "e") {
            cursor += 1
            let isNegative = cursor[0] == UInt8(ascii: "-")
            if isNegative || cursor[0] == UInt8(ascii: "+") { cursor += 1 }
            let (count, digits) = eight(at: cursor)
            guard 1...4 ~= count else { return nil }
            cursor += count
            exponent += isNegative ? -Int(digits) : Int(digits)
        }
        guard let value = ExactDouble.nearest(to: mantissa, exponent: exponent) else { return nil }
        return (value, cursor)
    }

    /// Digits until there are no more; false when they are more than fit.
    @inline(__always)
    private static func more(
        _ cursor: inout UnsafePointer<UInt8>,
        _ total: inout Int,
        _ mantissa: inout UInt64
    ) -> Bool {
        while true {
            let (count, digits) = eight(at: cursor)
            guard total &+ count <= 19 else { return false }
            mantissa = mantissa &* power(count) &+ digits
            total &+= count
            cursor += count
            if count < 8 { return true }
        }
    }

    @inline(__always)
    private static func power(_ count: Int) -> UInt64 {
        // 10^count by bits of the count: no table to fetch.
        var result: UInt64 = count & 1 == 0 ? 1 : 10
        if count & 2 != 0 { result &*= 100 }
        if count & 4 != 0 { result &*= 10000 }
        if count & 8 != 0 { result &*= 100_000_000 }
        return result
    }

    /// The leading digits among eight bytes: how many, and what they make.
    @inline(__always)
    private static func eight(at cursor: UnsafePointer<UInt8>) -> (count: Int, value: UInt64) {
        let bytes = UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self).littleEndian
        let digits = bytes ^ 0x3030_3030_3030_3030
        // The highest bit of every byte that is above nine; one above it may be wrong, the lowest never is.
        let others = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
        let count = others.trailingZeroBitCount >> 3
        guard count > 0 else { return (0, 0) }
        var value = digits << (64 &- UInt64(count &* 8))
        // Pairs, then fours, then all eight.
        value = (value &* 10) &+ (value >> 8)
        let upper = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let lower = ((value >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (count, (upper &+ lower) >> 32)
    }
}
