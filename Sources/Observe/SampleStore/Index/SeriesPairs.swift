/// The labels of every series, as the numbers of their names and values.
///
/// Thousands of targets have the same labels again and again: a series takes a byte or two for each.
struct SeriesPairs {
    /// Where each series begins, plus 1, by its number; 0 for numbers that are free.
    private var starts: ContiguousArray<UInt32> = []
    /// Numbers of pairs, sorted by the names of the labels, in LEB128; a 0 ends a series.
    private var bytes: ContiguousArray<UInt8> = []

    /// As many as there are numbers.
    var size: Int { starts.count }
    var byteCount: Int { starts.count * 5 + bytes.count * 5 / 4 }

    func contains(_ number: UInt32) -> Bool { Int(number) < starts.count && starts[Int(number)] != 0 }

    /// Whether one more series of so many labels can be numbered.
    static func hasRoom(_ pairs: SeriesPairs, labels: Int) -> Bool {
        pairs.bytes.count + labels * 5 + 1 < Int(UInt32.max)
    }

    /// Begins a series; its pairs follow, and then the end.
    mutating func begin(_ number: UInt32) {
        while starts.count <= Int(number) { starts.append(0) }
        starts[Int(number)] = UInt32(bytes.count + 1)
    }

    mutating func append(_ pair: Int) {
        var rest = pair + 1
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func end() { bytes.append(0) }

    mutating func remove(_ number: UInt32) { starts[Int(number)] = 0 }

    /// Calls with the pairs of a series in the order of their names, as long as it wants more.
    @inline(__always)
    func forEachPair(of number: UInt32, _ body: (Int) -> Bool) {
        guard contains(number) else { return }
        var offset = Int(starts[Int(number)]) - 1
        while bytes[offset] != 0 {
            var (pair, shift) = (0, 0)
            var byte: UInt8
            repeat {
                byte = bytes[offset]
                pair |= Int(byte & 0x7F) &<< shift
                shift &+= 7
                offset &+= 1
            } while byte >= 0x80
            guard body(pair - 1) else { return }
        }
    }
}
