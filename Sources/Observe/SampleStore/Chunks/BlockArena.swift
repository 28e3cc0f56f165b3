/// The memory of all blocks of a store, and those of it that are free.
///
/// Only the writer calls it, but for `subscript`.
struct BlockArena: ~Copyable {
    /// Shared with the readers.
    let slabs: MemorySlabs
    private var free: ContiguousArray<UInt32> = []
    private var next: UInt32 = 1
    /// Blocks that no series has any more and that a reader may still look at, by the epoch that they left in.
    private var leaving: [(epoch: UInt64, blocks: ContiguousArray<UInt32>)] = []
    private(set) var used = 0

    init() { slabs = MemorySlabs(pieceSize: SampleBlock.size, shift: 12) }

    /// The number of a block, 0 when `limit` bytes are in use.
    mutating func allocate(limit: Int) -> UInt32 {
        if let number = free.popLast() {
            used += 1
            return number
        }
        if next >= slabs.count {
            guard slabs.bytes + slabs.growth <= limit, slabs.grow() else { return 0 }
        }
        defer { next += 1 }
        used += 1
        return next
    }

    /// Gives up a block that nothing links to any more.
    mutating func release(_ number: UInt32, epoch: UInt64) {
        if leaving.last?.epoch == epoch {
            leaving[leaving.count - 1].blocks.append(number)
        } else {
            leaving.append((epoch, [number]))
        }
    }

    /// Blocks given up before `epoch` can be used again.
    mutating func reclaim(before epoch: UInt64) {
        while let first = leaving.first, first.epoch < epoch {
            free += first.blocks
            used -= first.blocks.count
            leaving.removeFirst()
        }
    }

    var isWaiting: Bool { !leaving.isEmpty }
    var bytes: Int { slabs.bytes + free.capacity * MemoryLayout<UInt32>.size }
    /// Bytes of slabs that hold no block.
    var spareBytes: Int { slabs.bytes - used * SampleBlock.size }
}
