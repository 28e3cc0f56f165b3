internal import Synchronization

/// Pieces of memory that hold consecutive samples of one series, compressed.
///
/// One writer appends while any number of readers decode: bytes of the payload are never changed once `state`, which
/// is stored last, counts them. Blocks of a series are linked both ways. See `SampleEncoder` for what the payload holds.
struct SampleBlock {
    /// A cache line.
    static let pieceSize = 64
    /// Of three, a regular counter fills a block in about 150 samples, a silent one in 1,000.
    static let maximumPieces = 3
    static let maximumCount = 1024

    /// Everything that changes is atomic, the writer's own too: it costs nothing, and nobody has to tell fields apart.
    struct Header: ~Copyable {
        let firstTimestamp: Int64
        let firstValue: UInt64
        let lastTimestamp: Atomic<Int64>
        /// How many samples there are, times 256, plus the bytes of the payload in use.
        let state: Atomic<UInt32>
        /// The block before this one; 0 is none.
        let older: Atomic<UInt32>
        /// The block after this one; 0 is none.
        let newer: Atomic<UInt32>
        /// The writer's: the time between the last two samples.
        let timestampDelta = Atomic<Int32>(0)
        /// The writer's: how many of the last samples are repetitions that the payload does not tell.
        let run = Atomic<UInt16>(0)
        /// The writer's: how many values did not fit the scale.
        let misfits = Atomic<UInt8>(0)
        let scale: ValueScale
        /// How many pieces of memory the block has.
        let pieces: UInt8

        init(timestamp: Int64, value: UInt64, scale: ValueScale, older: UInt32, pieces: UInt8) {
            firstTimestamp = timestamp
            firstValue = value
            lastTimestamp = Atomic(timestamp)
            state = Atomic(1 << 8)
            self.older = Atomic(older)
            newer = Atomic(0)
            self.scale = scale
            self.pieces = pieces
        }
    }

    let header: UnsafeMutablePointer<Header>

    init(_ memory: UnsafeMutableRawPointer) { header = memory.assumingMemoryBound(to: Header.self) }

    var payload: UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(header).advanced(by: MemoryLayout<Header>.size)
            .assumingMemoryBound(to: UInt8.self)
    }

    var pieces: Int { Int(header.pointee.pieces) }
    /// Bytes of the payload.
    var capacity: Int { pieces * Self.pieceSize - MemoryLayout<Header>.size }
    var firstTimestamp: Int64 { header.pointee.firstTimestamp }
    var lastTimestamp: Int64 { header.pointee.lastTimestamp.load(ordering: .relaxed) }
    var older: UInt32 { header.pointee.older.load(ordering: .acquiring) }
    var newer: UInt32 { header.pointee.newer.load(ordering: .acquiring) }

    /// How many samples can be read, and the bytes that hold them.
    var published: (count: Int, used: Int) {
        let state = header.pointee.state.load(ordering: .acquiring)
        return (Int(state >> 8), Int(state & 0xFF))
    }
}

/// How a block writes numbers.
///
/// Most numbers that servers expose are whole or have few decimals, and differ little from what the two before them
/// let expect: as whole numbers of some power of ten, their second differences take a byte. All others keep the bytes
/// in which they differ from the one before.
struct ValueScale: RawRepresentable, Equatable {
    /// The power of ten, or 255.
    let rawValue: UInt8

    static let bytes = ValueScale(rawValue: 255)
    static let maximumPower = 10

    private static let powers: InlineArray<11, Double> = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
    ]
    /// Beyond this, not every whole number is a `Double`.
    private static let limit = 9_007_199_254_740_992.0

    var divisor: Double { Self.powers[Int(rawValue)] }

    /// The smallest power that writes both numbers without loss.
    static func fitting(_ first: Double, _ second: Double) -> ValueScale {
        for power in 0...UInt8(maximumPower) {
            let scale = ValueScale(rawValue: power)
            if scale.whole(first) != nil, scale.whole(second) != nil { return scale }
        }
        return .bytes
    }

    /// The number times the power, when that is whole and the number can be had back from it to the last bit.
    @inline(__always)
    func whole(_ value: Double) -> Int64? {
        if rawValue == 0 {
            guard abs(value) < Self.limit else { return nil }
            let whole = Int64(value)
            return Double(whole).bitPattern == value.bitPattern ? whole : nil
        }
        let scaled = value * divisor
        guard abs(scaled) < Self.limit else { return nil }
        let whole = Int64(scaled + (scaled < 0 ? -0.5 : 0.5))
        return (Double(whole) / divisor).bitPattern == value.bitPattern ? whole : nil
    }
}
