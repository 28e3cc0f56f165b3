internal import Synchronization

extension SampleStore: SampleSource {
    package func series(
        matching matchers: [Matcher],
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> [SeriesReference] {
        let records = records
        let version = version.load(ordering: .acquiring)
        return index.withLock { index in
            let numbers = SeriesSelection(in: index).numbers(matching: matchers)
            var found: [SeriesReference] = []
            found.reserveCapacity(numbers.count)
            for number in numbers {
                guard let labels = index.labels(of: number) else { continue }
                let record = records[number]
                // A series that ended before has nothing; where it began is told when it is read.
                guard record.pointee.newest.load(ordering: .relaxed) != 0 else { continue }
                let last = record.pointee.readLast()
                let visible = last.visibleTime(in: version)
                let isNew = visible < last.timestamp && record.pointee.appended.load(ordering: .relaxed) == 1
                guard visible >= from, !isNew else { continue }
                let generation = record.pointee.generation.load(ordering: .relaxed)
                let id = SeriesID(number: number, generation: generation)
                found.append(SeriesReference(labels: labels, id: id.rawValue, version: version))
            }
            return found
        }
    }

    package func read(
        _ series: SeriesReference,
        from: Int64,
        through: Int64,
        into buffer: inout SampleBuffer
    ) throws(SampleSourceError) {
        let id = SeriesID(rawValue: series.id)
        epochs.read {
            let through = min(through, records[id.number].pointee.readLast().visibleTime(in: series.version))
            guard from <= through else { return }
            var number = firstBlock(of: id, from: from)
            while number != 0 {
                let block = SampleBlock(blocks[number])
                guard block.firstTimestamp <= through else { break }
                buffer.append(block, from: from, through: through)
                number = block.newer
            }
        }
    }

    package func latest(
        of series: SeriesReference,
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> PointSample? {
        guard from <= through else { return nil }
        let id = SeriesID(rawValue: series.id)
        return epochs.read {
            let record = records[id.number]
            var number = record.pointee.newest.load(ordering: .acquiring)
            let last = record.pointee.readLast()
            guard number != 0, record.pointee.generation.load(ordering: .acquiring) == id.generation else {
                return nil
            }
            let visible = last.visibleTime(in: series.version)
            if last.timestamp <= min(through, visible) {
                guard last.timestamp >= from else { return nil }
                return PointSample(timestamp: last.timestamp, value: Double(bitPattern: last.bits))
            }
            let through = min(through, visible)
            while number != 0 {
                let block = SampleBlock(blocks[number])
                if block.firstTimestamp <= through {
                    let (count, used) = block.published
                    var decoder = SampleDecoder(block, count: count, used: used)
                    let sample = decoder.last(through: through)
                    return sample.timestamp >= from ? sample : nil
                }
                number = block.older
            }
            return nil
        }
    }

    /// The oldest block that may have a sample of the time; 0 when none does.
    private func firstBlock(of id: SeriesID, from: Int64) -> UInt32 {
        let record = records[id.number]
        let newest = record.pointee.newest.load(ordering: .acquiring)
        let oldest = record.pointee.oldest.load(ordering: .acquiring)
        guard newest != 0, oldest != 0,
            record.pointee.generation.load(ordering: .acquiring) == id.generation
        else { return 0 }
        let first = SampleBlock(blocks[oldest]).firstTimestamp
        let last = SampleBlock(blocks[newest]).firstTimestamp
        // From the end that is nearer.
        if from <= first || from - first < last.subtractingOrMaximum(from) {
            var number = oldest
            while number != 0 {
                let block = SampleBlock(blocks[number])
                if block.lastTimestamp >= from { return number }
                number = block.newer
            }
            return 0
        }
        var number = newest
        while true {
            let block = SampleBlock(blocks[number])
            let older = block.older
            guard block.firstTimestamp > from, older != 0, SampleBlock(blocks[older]).lastTimestamp >= from
            else { return number }
            number = older
        }
    }
}

extension Int64 {
    /// The difference, or the largest number when it is larger.
    fileprivate func subtractingOrMaximum(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? .max : difference
    }
}

extension SampleBuffer {
    /// Adds the block's samples of the time.
    fileprivate mutating func append(_ block: SampleBlock, from: Int64, through: Int64) {
        let (added, used) = block.published
        let start = count
        timestamps.append(contentsOf: repeatElement(0, count: added))
        values.append(contentsOf: repeatElement(0, count: added))
        let (first, end) = timestamps.withUnsafeMutableBufferPointer { timestamps in
            values.withUnsafeMutableBufferPointer { values in
                guard let times = timestamps.baseAddress, let numbers = values.baseAddress else {
                    return (start, start)
                }
                var decoder = SampleDecoder(block, count: added, used: used)
                decoder.decode(times + start, numbers + start)
                var (first, end) = (start, start + added)
                while first < end, times[first] < from { first += 1 }
                while end > first, times[end - 1] > through { end -= 1 }
                if first > start {
                    (times + start).update(from: times + first, count: end - first)
                    (numbers + start).update(from: numbers + first, count: end - first)
                }
                return (first, end)
            }
        }
        let surplus = count - (start + end - first)
        timestamps.removeLast(surplus)
        values.removeLast(surplus)
    }
}
