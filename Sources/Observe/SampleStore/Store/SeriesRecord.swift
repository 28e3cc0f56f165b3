internal import Synchronization

/// What a store knows of one series but its labels: one cache line.
struct SeriesRecord: ~Copyable {
    /// The last sample: its timestamp and its bits, at 2 x (`appended` % 2).
    let tail: Tail
    /// How many samples were ever appended: stored after the tail, so that readers know when they saw half of it.
    let appended: Atomic<UInt32>
    let newest: Atomic<UInt32>
    let oldest: Atomic<UInt32>
    /// Which series the record belongs to, of those that had it one after another.
    let generation: Atomic<UInt32>
    /// The writer's.
    var whole: Int64
    /// The writer's.
    var step: Int64

    struct Tail: ~Copyable {
        let evenTimestamp = Atomic<Int64>(.min)
        let evenBits = Atomic<UInt64>(0)
        let oddTimestamp = Atomic<Int64>(.min)
        let oddBits = Atomic<UInt64>(0)
    }

    init(generation: UInt32) {
        tail = Tail()
        appended = Atomic(0)
        newest = Atomic(0)
        oldest = Atomic(0)
        self.generation = Atomic(generation)
        whole = 0
        step = 0
    }

    /// The last sample, as the writer sees it.
    var last: (timestamp: Int64, bits: UInt64) {
        appended.load(ordering: .relaxed) & 1 == 0
            ? (tail.evenTimestamp.load(ordering: .relaxed), tail.evenBits.load(ordering: .relaxed))
            : (tail.oddTimestamp.load(ordering: .relaxed), tail.oddBits.load(ordering: .relaxed))
    }

    func setLast(_ timestamp: Int64, _ bits: UInt64) {
        let count = appended.load(ordering: .relaxed) &+ 1
        if count & 1 == 0 {
            tail.evenTimestamp.store(timestamp, ordering: .relaxed)
            tail.evenBits.store(bits, ordering: .relaxed)
        } else {
            tail.oddTimestamp.store(timestamp, ordering: .relaxed)
            tail.oddBits.store(bits, ordering: .relaxed)
        }
        appended.store(count, ordering: .releasing)
    }

    /// The last sample, for readers: a place is written again only after `appended` has gone on.
    func readLast() -> (timestamp: Int64, bits: UInt64) {
        while true {
            let before = appended.load(ordering: .acquiring)
            let last =
                before & 1 == 0
                ? (tail.evenTimestamp.load(ordering: .relaxed), tail.evenBits.load(ordering: .relaxed))
                : (tail.oddTimestamp.load(ordering: .relaxed), tail.oddBits.load(ordering: .relaxed))
            atomicMemoryFence(ordering: .acquiring)
            if appended.load(ordering: .relaxed) == before { return last }
        }
    }
}

/// The records of all series, by their numbers.
struct SeriesRecords: Sendable {
    let slabs = MemorySlabs(pieceSize: MemoryLayout<SeriesRecord>.size, shift: 10)

    subscript(number: UInt32) -> UnsafeMutablePointer<SeriesRecord> {
        slabs[number].assumingMemoryBound(to: SeriesRecord.self)
    }
}
