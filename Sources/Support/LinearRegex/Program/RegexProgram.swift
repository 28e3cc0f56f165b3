/// A regular expression as instructions over the bytes of UTF-8.
struct RegexProgram: Sendable {
    enum Operation: UInt8, Sendable {
        /// The text up to here matches.
        case match
        /// One byte: `first` is where its ranges start and `second` how many there are.
        case bytes
        /// Goes on at `first`, or else at `second`.
        case split
        /// Remembers the place in slot `first` and goes on at `second`.
        case save
        /// Goes on at `second` where the assertion with the number `first` holds.
        case assertion
    }

    struct Instruction: Sendable {
        var operation: Operation
        var first: Int32 = 0
        var second: Int32 = 0
    }

    /// Bytes that lead to the same instruction.
    struct ByteRange: Sendable, Hashable {
        let low: UInt8
        let high: UInt8
        let next: Int32
    }

    var instructions: ContiguousArray<Instruction> = []
    /// The ranges of all `bytes` instructions; those of one are sorted and do not overlap.
    var ranges: ContiguousArray<ByteRange> = []
    var start: Int32 = 0
    var hasAssertions = false

    /// Where a byte leads from a `bytes` instruction; `nil` where it leads nowhere.
    @inline(__always)
    func target(of instruction: Instruction, _ byte: UInt8) -> Int32? {
        var low = Int(instruction.first)
        let end = low + Int(instruction.second)
        if instruction.second > 8 {
            var high = end
            while low < high {
                let middle = (low + high) / 2
                if ranges[middle].high < byte { low = middle + 1 } else { high = middle }
            }
            guard low < end, ranges[low].low <= byte else { return nil }
            return ranges[low].next
        }
        while low < end {
            let range = ranges[low]
            if byte <= range.high { return byte >= range.low ? range.next : nil }
            low += 1
        }
        return nil
    }
}

/// What stands before and after a place, as far as assertions ask.
struct AssertionContext {
    /// `nil` at the start and at the end.
    let before: UInt8?
    let after: UInt8?

    func holds(_ assertion: RegexNode.Assertion) -> Bool {
        switch assertion {
        case .textStart: before == nil
        case .textEnd: after == nil
        case .lineStart: before == nil || before == UInt8(ascii: "\n")
        case .lineEnd: after == nil || after == UInt8(ascii: "\n")
        case .wordBoundary: Self.isWord(before) != Self.isWord(after)
        // Nor inside the bytes of one scalar.
        case .noWordBoundary: Self.isWord(before) == Self.isWord(after) && (after ?? 0) & 0xC0 != 0x80
        }
    }

    static func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
