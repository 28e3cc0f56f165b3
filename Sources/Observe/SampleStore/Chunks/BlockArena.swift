/// The memory of all blocks of a store, and those of it that are free.
///
/// A block is one piece or some that follow each other; its number is that of its first piece. Only the writer calls it,
/// but for `subscript`.
struct BlockArena: ~Copyable {
    /// A block that a series gets: how many pieces it has is the arena's choice.
    struct Block {
        /// 0 when there is none.
        let number: UInt32
        let pieces: Int

        static let none = Block(number: 0, pieces: 0)
    }

    /// Shared with the readers.
    let slabs: MemorySlabs
    /// Free blocks by how many pieces they have, less 1.
    private var free: [ContiguousArray<UInt32>]
    private var next: UInt32 = 1
    /// Blocks that no series has any more and that a reader may still look at, by the epoch that they left in.
    private var leaving: [(epoch: UInt64, blocks: ContiguousArray<Block>)] = []
    /// How many blocks series have.
    private(set) var used = 0
    private var usedPieces = 0

    private static let shift = 13

    init() {
        slabs = MemorySlabs(pieceSize: SampleBlock.pieceSize, shift: Self.shift)
        free = Array(repeating: [], count: SampleBlock.maximumPieces)
    }

    /// A block of so many pieces, or of others when `limit` bytes are in use.
    mutating func allocate(pieces: Int, limit: Int) -> Block {
        let block = take(pieces) ?? new(pieces, limit: limit) ?? takeOther(pieces)
        guard let block else { return .none }
        used += 1
        usedPieces += block.pieces
        return block
    }

    private mutating func take(_ pieces: Int) -> Block? {
        free[pieces - 1].popLast().map { Block(number: $0, pieces: pieces) }
    }

    private mutating func new(_ pieces: Int, limit: Int) -> Block? {
        // Pieces of a block lie in one slab.
        let left = (1 << Self.shift) - Int(next) & ((1 << Self.shift) - 1)
        if left < pieces {
            free[left - 1].append(next)
            next += UInt32(left)
        }
        if Int(next) + pieces > slabs.count {
            guard slabs.bytes + slabs.growth <= limit, slabs.grow() else { return nil }
        }
        defer { next += UInt32(pieces) }
        return Block(number: next, pieces: pieces)
    }

    /// A part of a larger block, or a smaller one.
    private mutating func takeOther(_ pieces: Int) -> Block? {
        for larger in pieces..<SampleBlock.maximumPieces {
            guard let number = free[larger].popLast() else { continue }
            free[larger - pieces].append(number + UInt32(pieces))
            return Block(number: number, pieces: pieces)
        }
        for smaller in (0..<pieces - 1).reversed() {
            if let block = take(smaller + 1) { return block }
        }
        return nil
    }

    /// Gives up a block that nothing links to any more.
    mutating func release(_ block: Block, epoch: UInt64) {
        if leaving.last?.epoch == epoch {
            leaving[leaving.count - 1].blocks.append(block)
        } else {
            leaving.append((epoch, [block]))
        }
    }

    /// Blocks given up before `epoch` can be used again.
    mutating func reclaim(before epoch: UInt64) {
        while let first = leaving.first, first.epoch < epoch {
            for block in first.blocks {
                free[block.pieces - 1].append(block.number)
                usedPieces -= block.pieces
            }
            used -= first.blocks.count
            leaving.removeFirst()
        }
    }

    var isWaiting: Bool { !leaving.isEmpty }
    var bytes: Int { slabs.bytes + free.reduce(0) { $0 + $1.capacity * MemoryLayout<UInt32>.size } }
    /// Bytes of slabs that hold no block.
    var spareBytes: Int { slabs.bytes - usedPieces * SampleBlock.pieceSize }
}
