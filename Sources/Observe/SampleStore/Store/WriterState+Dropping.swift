internal import Synchronization

/// Giving up samples, the oldest first.
extension WriterState {
    private enum Reason { case age, memory }

    /// Ends a batch: the log has it then, and old samples go when enough time went by since they last did.
    mutating func finishBatch() {
        log?.flush()
        guard let retention = options.retention, latest != .min, latest >= maintenanceDue else { return }
        maintain()
        let interval = max(retention / 20, 60_000)
        maintenanceDue = latest > .max - interval ? .max : latest + interval
    }

    /// Drops what is older than the retention, and series that have nothing.
    mutating func maintain() {
        if let retention = options.retention, latest > .min + retention {
            _ = drop(before: latest - retention, for: .age)
            log?.removeSegments(before: latest - retention)
        } else {
            _ = drop(before: .min, for: .age)
        }
        reclaim()
        forgetGoneSeries()
    }

    /// Drops a sixteenth of all blocks at least; whether there is any room after that.
    mutating func makeRoom() -> Bool {
        // Thousands of series that do not fit must not have all others looked through each time.
        guard barren != latest else { return false }
        barren = latest
        let before = arena.used
        let wanted = max(before / 16, 64)
        var oldest = Int64.max
        for number in 0..<nextNumber {
            let first = records[number].pointee.oldest.load(ordering: .relaxed)
            if first != 0 { oldest = min(oldest, SampleBlock(arena.slabs[first]).lastTimestamp) }
        }
        guard oldest < latest else { return false }
        var dropped = 0
        for part: Int64 in 1...16 {
            dropped += drop(before: oldest + max((latest - oldest) / 16 * part, 1), for: .memory)
            if dropped >= wanted { break }
        }
        reclaim()
        forgetGoneSeries()
        guard arena.used < before else { return false }
        barren = nil
        return true
    }

    /// Makes memory that nobody looks at any more free.
    private mutating func reclaim() {
        guard arena.isWaiting else { return }
        // What left in this epoch is free in the one after the next.
        if epochs.advance() { _ = epochs.advance() }
        arena.reclaim(before: epochs.epoch - 1)
    }

    /// Drops every block whose last sample is older, and answers how many there were.
    private mutating func drop(before cutoff: Int64, for reason: Reason) -> Int {
        var count = 0
        var emptied: ContiguousArray<UInt32> = []
        let epoch = epochs.epoch
        for number in 0..<nextNumber {
            let record = records[number]
            guard record.pointee.generation.load(ordering: .relaxed) & 1 == 1 else { continue }
            var oldest = record.pointee.oldest.load(ordering: .relaxed)
            let first = oldest
            while oldest != 0 {
                let block = SampleBlock(arena.slabs[oldest])
                guard block.lastTimestamp < cutoff else { break }
                note(block, reason)
                arena.release(BlockArena.Block(number: oldest, pieces: block.pieces), epoch: epoch)
                count += 1
                oldest = block.newer
            }
            if oldest == 0 {
                emptied.append(number)
            } else if oldest != first {
                SampleBlock(arena.slabs[oldest]).header.pointee.older.store(0, ordering: .releasing)
                record.pointee.oldest.store(oldest, ordering: .releasing)
            }
        }
        remove(emptied)
        return count
    }

    private mutating func note(_ block: SampleBlock, _ reason: Reason) {
        let samples = block.published.count
        switch reason {
        case .age: statistics.dropped.byAge += samples
        case .memory: statistics.dropped.byMemory += samples
        }
        statistics.samples -= samples
        statistics.dropped.through = max(statistics.dropped.through ?? .min, block.lastTimestamp)
    }

    private mutating func remove(_ numbers: ContiguousArray<UInt32>) {
        guard !numbers.isEmpty else { return }
        let records = records
        indexBytes = index.withLock { index in
            for number in numbers {
                let record = records[number]
                record.pointee.generation.add(1, ordering: .releasing)
                record.pointee.newest.store(0, ordering: .releasing)
                record.pointee.oldest.store(0, ordering: .releasing)
                index.remove(number)
            }
            return index.bytes
        }
        statistics.dropped.series += numbers.count
        goneNumbers += numbers
    }

    /// Makes the lists of the index anew when an eighth of what they say is gone.
    private mutating func forgetGoneSeries() {
        let gone = goneNumbers.count
        guard gone > 0 else { return }
        let (bytes, isDone) = index.withLock { index in
            guard gone * 8 > index.count else { return (index.bytes, false) }
            index.rebuild()
            return (index.bytes, true)
        }
        indexBytes = bytes
        guard isDone else { return }
        freeNumbers += goneNumbers
        freeNumbers.sort(by: >)
        goneNumbers.removeAll()
    }
}
