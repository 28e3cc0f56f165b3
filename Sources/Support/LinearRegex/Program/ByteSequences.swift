/// The UTF-8 of a range of scalars: one range for each byte.
struct ByteSequence {
    let ranges: InlineArray<4, ClosedRange<UInt8>>
    let count: Int
}

/// Cuts sets of scalars into sequences of byte ranges (RFC 3629 section 3).
enum ByteSequences {
    /// Sorted; two sequences share their ranges up to some byte, and have none in common at it.
    static func sequences(of set: ScalarSet) -> [ByteSequence] {
        var sequences: [ByteSequence] = []
        for range in set.ranges {
            // Bounds of one, two, three and four bytes, and the surrogates that no text has.
            for part: ClosedRange<UInt32> in [
                0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
            ] where range.overlaps(part) {
                split(range.clamped(to: part), into: &sequences)
            }
        }
        return sequences
    }

    private static func split(_ range: ClosedRange<UInt32>, into sequences: inout [ByteSequence]) {
        var range = range
        let (low, high) = (range.lowerBound, range.upperBound)
        // Where the leading bits differ, every later byte has to go from end to end.
        for shift: UInt32 in [6, 12, 18] where range.upperBound >= 0x80 {
            let mask: UInt32 = (1 << shift) - 1
            guard low & ~mask != high & ~mask else { continue }
            if low & mask != 0 {
                split(low...(low | mask), into: &sequences)
                range = (low | mask) + 1...high
                split(range, into: &sequences)
                return
            }
            if high & mask != mask {
                split(low...(high & ~mask) - 1, into: &sequences)
                split(high & ~mask...high, into: &sequences)
                return
            }
        }
        sequences.append(sequence(range))
    }

    private static func sequence(_ range: ClosedRange<UInt32>) -> ByteSequence {
        var ranges = InlineArray<4, ClosedRange<UInt8>>(repeating: 0...0)
        var count = 0
        for (low, high) in zip(bytes(range.lowerBound), bytes(range.upperBound)) {
            ranges[count] = low...high
            count += 1
        }
        return ByteSequence(ranges: ranges, count: count)
    }

    private static func bytes(_ scalar: UInt32) -> [UInt8] {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(scalar >> shift & 0x3F) }
        return switch scalar {
        case ..<0x80: [UInt8(scalar)]
        case ..<0x800: [0xC0 | UInt8(scalar >> 6), tail(0)]
        case ..<0x10000: [0xE0 | UInt8(scalar >> 12), tail(6), tail(0)]
        default: [0xF0 | UInt8(scalar >> 18 & 7), tail(12), tail(6), tail(0)]
        }
    }
}
