internal import Synchronization

/// The writer's side of a store: which memory is free, what was counted.
struct WriterState: ~Copyable {
    let options: StoreOptions
    let records = SeriesRecords()
    let epochs = ReaderEpochs()
    let index = SharedIndex()
    var arena = BlockArena()
    /// Where accepted samples are kept on disk.
    var log: SampleLog?
    var statistics = StoreStatistics()
    /// Numbers below this were given to series.
    var nextNumber: UInt32 = 0
    /// Numbers that series may get again.
    var freeNumbers: ContiguousArray<UInt32> = []
    /// Numbers of series that went away but stand in the lists of the index.
    var goneNumbers: ContiguousArray<UInt32> = []
    var latest = Int64.min
    /// The number of the batch that is being appended.
    var batch: UInt32 = 1
    /// When `latest` reaches this, old samples go.
    var maintenanceDue = Int64.min
    /// Where `latest` stood when nothing could be dropped.
    var barren: Int64?
    /// The last known size of the index, which only grows when series come.
    var indexBytes = 0

    init(_ options: StoreOptions) { self.options = options }

    /// What samples may take, so that all together keeps the limit and a sixteenth stays for new series.
    var blockLimit: Int { options.maximumBytes / 16 * 15 - indexBytes - records.slabs.bytes }

    mutating func series(_ labels: Labels) -> SeriesID? {
        if let number = index.withLock({ $0.number(of: labels) }) {
            return SeriesID(number: number, generation: generation(of: number))
        }
        guard hasRoomForSeries, index.withLock({ $0.hasRoom(for: labels) }) else {
            statistics.refusedForMemory += 1
            return nil
        }
        let number = freeNumbers.popLast() ?? nextNumber
        if number == nextNumber {
            guard Int(number) < records.slabs.count || records.slabs.grow() else { return nil }
            nextNumber += 1
            UnsafeMutableRawPointer(records[number]).bindMemory(to: SeriesRecord.self, capacity: 1)
                .initialize(to: SeriesRecord(generation: 1))
        } else {
            // The generations of a record that is used again go on.
            let generation = records[number].pointee.generation.load(ordering: .relaxed) &+ 1
            records[number].pointee.generation.store(generation, ordering: .releasing)
        }
        indexBytes = index.withLock {
            $0.insert(labels, at: number)
            return $0.bytes
        }
        return SeriesID(number: number, generation: generation(of: number))
    }

    private func generation(of number: UInt32) -> UInt32 {
        records[number].pointee.generation.load(ordering: .relaxed)
    }

    /// Whether the labels of one more series fit; no samples are dropped for them, or new series would push out all.
    private var hasRoomForSeries: Bool {
        // Tables double when they are full, and lists grow by as much.
        arena.bytes + records.slabs.bytes + indexBytes + indexBytes / 2 <= options.maximumBytes
    }

    mutating func append(_ value: Double, at timestamp: Int64, to series: SeriesID) -> AppendResult {
        let result = add(value, at: timestamp, to: series)
        statistics.count(result)
        if let log, result == .appended {
            let index = index
            log.record(series, timestamp, value) { index.withLock { $0.labels(of: series.number) } }
        }
        return result
    }

    private mutating func add(_ value: Double, at timestamp: Int64, to series: SeriesID) -> AppendResult {
        guard series.number < nextNumber else { return .unknownSeries }
        let record = records[series.number]
        guard record.pointee.generation.load(ordering: .relaxed) == series.generation else {
            return .unknownSeries
        }
        let newest = record.pointee.newest.load(ordering: .relaxed)
        guard newest != 0 else { return start(record, value, timestamp, nil, older: 0) }
        let last = record.pointee.last
        guard timestamp > last.timestamp else {
            if timestamp < last.timestamp { return .outOfOrder }
            return value.bitPattern == last.bits ? .alreadyThere : .duplicateTimestamp
        }
        let block = SampleBlock(arena.slabs[newest])
        var prediction = record.pointee.prediction
        guard SampleEncoder.append(timestamp, value, after: last.timestamp, to: block, &prediction) else {
            return start(record, value, timestamp, Double(bitPattern: last.bits), older: newest)
        }
        keep(prediction, timestamp, value, in: record)
        return .appended
    }

    private mutating func keep(
        _ prediction: SampleEncoder.Prediction,
        _ timestamp: Int64,
        _ value: Double,
        in record: UnsafeMutablePointer<SeriesRecord>
    ) {
        record.pointee.setPrediction(prediction)
        record.pointee.setLast(LastSample(timestamp: timestamp, bits: value.bitPattern, batch: batch))
        if timestamp > latest { latest = timestamp }
    }

    /// Begins a block of the series with the sample.
    private mutating func start(
        _ record: UnsafeMutablePointer<SeriesRecord>,
        _ value: Double,
        _ timestamp: Int64,
        _ last: Double?,
        older: UInt32
    ) -> AppendResult {
        let generation = record.pointee.generation.load(ordering: .relaxed)
        // Most series have a few samples when there are most series; those that go on get larger blocks.
        let wanted =
            older == 0 ? 1 : min(SampleBlock(arena.slabs[older]).pieces + 1, SampleBlock.maximumPieces)
        var new = arena.allocate(pieces: wanted, limit: blockLimit)
        if new.number == 0, makeRoom() { new = arena.allocate(pieces: wanted, limit: blockLimit) }
        let number = new.number
        guard number != 0 else { return .noMemory }
        // Making room may have taken blocks of this series, or the series itself.
        guard record.pointee.generation.load(ordering: .relaxed) == generation else {
            arena.release(new, epoch: 0)
            return .unknownSeries
        }
        let (block, prediction) = SampleEncoder.start(
            arena.slabs[number],
            timestamp,
            value,
            after: last,
            older: record.pointee.newest.load(ordering: .relaxed),
            pieces: new.pieces
        )
        _ = block
        if older != 0 {
            SampleBlock(arena.slabs[older]).header.pointee.newer.store(number, ordering: .releasing)
        } else {
            record.pointee.oldest.store(number, ordering: .releasing)
        }
        keep(prediction, timestamp, value, in: record)
        record.pointee.newest.store(number, ordering: .releasing)
        return .appended
    }

    var currentStatistics: StoreStatistics {
        var result = statistics
        result.sampleBytes = arena.bytes
        result.spareBytes = arena.spareBytes
        let (count, bytes) = index.withLock { ($0.count, $0.bytes) }
        result.series = count
        result.labelBytes = bytes + records.slabs.bytes
        return result
    }
}
