internal import Synchronization

/// What a store knows of one series but its labels.
struct SeriesRecord: ~Copyable {
    /// The last two samples, the last at `appended` % 2.
    let even = Place()
    let odd = Place()
    /// The batches that the two came in.
    private let evenBatch = Atomic<UInt32>(0)
    private let oddBatch = Atomic<UInt32>(0)
    /// How many samples were ever appended: stored after their place, so that readers know when they saw half of one.
    let appended = Atomic<UInt32>(0)
    let newest = Atomic<UInt32>(0)
    let oldest = Atomic<UInt32>(0)
    /// Which series the record belongs to, of those that had it one after another.
    let generation: Atomic<UInt32>
    private let whole = Atomic<Int64>(0)
    private let step = Atomic<Int64>(0)

    /// Where a sample stands that may be overwritten by the one after the next.
    struct Place: ~Copyable {
        let timestamp = Atomic<Int64>(.min)
        let bits = Atomic<UInt64>(0)

        func store(_ sample: LastSample) {
            timestamp.store(sample.timestamp, ordering: .relaxed)
            bits.store(sample.bits, ordering: .relaxed)
        }

        func load(_ batch: borrowing Atomic<UInt32>) -> LastSample {
            LastSample(
                timestamp: timestamp.load(ordering: .relaxed),
                bits: bits.load(ordering: .relaxed),
                batch: batch.load(ordering: .relaxed)
            )
        }
    }

    init(generation: UInt32) { self.generation = Atomic(generation) }

    /// The writer's: what the encoder expects next.
    var prediction: SampleEncoder.Prediction {
        SampleEncoder.Prediction(whole: whole.load(ordering: .relaxed), step: step.load(ordering: .relaxed))
    }

    func setPrediction(_ prediction: SampleEncoder.Prediction) {
        whole.store(prediction.whole, ordering: .relaxed)
        step.store(prediction.step, ordering: .relaxed)
    }

    /// The last sample, as the writer sees it.
    var last: LastSample {
        appended.load(ordering: .relaxed) & 1 == 0 ? even.load(evenBatch) : odd.load(oddBatch)
    }

    func setLast(_ sample: LastSample) {
        let count = appended.load(ordering: .relaxed) &+ 1
        if count & 1 == 0 {
            even.store(sample)
            evenBatch.store(sample.batch, ordering: .relaxed)
        } else {
            odd.store(sample)
            oddBatch.store(sample.batch, ordering: .relaxed)
        }
        appended.store(count, ordering: .releasing)
    }

    /// The last sample, for readers: a place is written again only after `appended` has gone on.
    func readLast() -> LastSample {
        while true {
            let before = appended.load(ordering: .acquiring)
            let last = before & 1 == 0 ? even.load(evenBatch) : odd.load(oddBatch)
            atomicMemoryFence(ordering: .acquiring)
            if appended.load(ordering: .relaxed) == before { return last }
        }
    }
}

/// The last sample of a series, and the batch that it came in.
struct LastSample {
    let timestamp: Int64
    let bits: UInt64
    let batch: UInt32

    /// The latest time of which somebody may see samples who chose the series after `version` batches.
    ///
    /// Whatever comes behind this sample came later. Of the batches after that version only the last can be told.
    func visibleTime(in version: UInt32) -> Int64 {
        Int32(bitPattern: batch &- version) > 0 ? timestamp &- 1 : timestamp
    }
}

/// The records of all series, by their numbers.
struct SeriesRecords: Sendable {
    let slabs = MemorySlabs(pieceSize: MemoryLayout<SeriesRecord>.size, shift: 10)

    subscript(number: UInt32) -> UnsafeMutablePointer<SeriesRecord> {
        slabs[number].assumingMemoryBound(to: SeriesRecord.self)
    }
}
