/// Reads the bodies of one target, one after another, each mostly the same lines as the one before.
///
/// A line that begins as the line expected at its place belongs to the same series; only its number is read. Lines
/// that moved are found by a hash of their bytes, and only lines never seen before are read in full. What comes out is
/// the same as if every body were read on its own.
package struct RepeatedBodies: ~Copyable, Sendable {
    package let parser: ExpositionParser

    /// For each sample of the last body the number of its line, counted from the first line ever seen.
    package private(set) var lines = Column<UInt32>()
    package private(set) var values = Column<Double>()
    /// Milliseconds since the epoch, or `ExpositionRows.noTimestamp`.
    package private(set) var timestamps = Column<Int64>()
    /// The samples of lines that no body had before, and metadata that no body had before.
    ///
    /// Row `n` is of the line with number `firstFresh + n`. Offsets are into the last body.
    package private(set) var fresh = ExpositionRows()
    /// The TYPE in force for each row of `fresh`.
    package private(set) var freshTypes = Column<MetricType>()
    package private(set) var firstFresh = 0
    /// Whether the last body has the same samples in the same order as the one before, and nothing new.
    package private(set) var isSameShape = false
    /// Whether everything known was forgotten before the last body: its lines count from zero again.
    package private(set) var isReset = true

    /// Whether a sample of the last body has a timestamp of its own.
    package private(set) var hasTimestamps = false

    /// What bodies had before this one; other targets may have the same.
    private var holder = LineHolder()
    private var known: UnsafeMutablePointer<KnownLines> { holder.lines }
    /// The entries of the body that is being read.
    private var nextOrder = Column<UInt32>()
    /// Bodies of the same shape since lines came that others do not know.
    private var repetitions = 0

    package init(_ parser: ExpositionParser) { self.parser = parser }

    /// Lines that are kept although the last body did not have them, beyond as many as it had.
    private static let spareLines = 1024
    private static let mostBytes = 1 << 31
    /// After so many bodies of the same shape, lines that came and went are numbered anew, as others number them.
    private static let settledAfter = 3

    /// Forgets all lines: the next body is read as the first.
    package mutating func reset() {
        if holder.isShared {
            holder = LineHolder()
        } else {
            known.pointee.clear()
        }
        isReset = true
    }

    /// Gives back the memory of what was read of the last body.
    package mutating func forgetBody() {
        lines = Column(capacity: 1)
        values = Column(capacity: 1)
        timestamps = Column(capacity: 1)
        nextOrder = Column(capacity: 1)
        guard fresh.hasMemory else { return }
        fresh = ExpositionRows()
        freshTypes = Column(capacity: 1)
    }

    /// Makes the known lines one's own, to be changed.
    private mutating func unshare() {
        if holder.isShared { holder = LineHolder(known.pointee.copy()) }
    }

    /// Lets targets that have the same lines hold them together.
    private mutating func share(wasReset: Bool, _ report: ExpositionReport) {
        guard !holder.isShared else { return }
        if wasReset, report.badLines == 0 {
            // Whoever reads the same body first numbers its lines alike.
            holder = holder.shared()
        } else {
            repetitions = isSameShape ? repetitions + 1 : 0
        }
    }

    package mutating func read(_ body: [UInt8]) throws(ExpositionError) -> ExpositionReport {
        let result: Result<ExpositionReport, ExpositionError> = body.withUnsafeBufferPointer { body in
            do throws(ExpositionError) {
                return .success(try read(body))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Replaces samples and fresh rows by those of a body; after an error everything is forgotten.
    package mutating func read(
        _ body: UnsafeBufferPointer<UInt8>
    ) throws(ExpositionError) -> ExpositionReport {
        if known.pointee.index.entries.count > 2 * known.pointee.order.count + Self.spareLines
            || known.pointee.index.byteCount > Self.mostBytes - body.count
            || repetitions >= Self.settledAfter
        {
            repetitions = 0
            reset()
        }
        // It stays set until a body has been read.
        let wasReset = known.pointee.index.entries.count == 0
        do throws(ExpositionError) {
            let report = try readLines(body)
            isReset = wasReset
            share(wasReset: wasReset, report)
            return report
        } catch {
            reset()
            lines.removeAll()
            values.removeAll()
            timestamps.removeAll()
            fresh.removeAll()
            freshTypes.removeAll()
            (firstFresh, isSameShape) = (0, false)
            throw error
        }
    }

    private mutating func readLines(
        _ body: UnsafeBufferPointer<UInt8>
    ) throws(ExpositionError) -> ExpositionReport {
        lines.removeAll()
        values.removeAll()
        timestamps.removeAll()
        fresh.removeAll()
        freshTypes.removeAll()
        nextOrder.removeAll()
        hasTimestamps = false
        firstFresh = known.pointee.sampleCount
        guard body.count <= min(parser.limits.bodyBytes, Self.mostBytes) else {
            throw .tooLong(bytes: body.count, limit: min(parser.limits.bodyBytes, Self.mostBytes))
        }
        var reading = BodyReading(body, parser)
        var scratch = ExpositionRows()
        var state = State(isSame: known.pointee.order.count > 0)
        while true {
            readExpected(&reading, &state)
            guard !reading.isAtEnd else { break }
            if readExpectedEnd(&reading, &state, &scratch) {
                guard values.count <= parser.limits.samples else { throw reading.tooManySamples() }
            } else {
                try readOther(&reading, &state)
            }
        }
        let report = try reading.finish()
        isSameShape = state.isSame && state.place == known.pointee.order.count && report.badLines == 0
        if !isSameShape { keepOrder() }
        return report
    }

    /// How far a body is read.
    private struct State {
        /// Index in `order` of the line expected next.
        var place = 0
        var type = MetricType.unknown
        /// Whether every line was the expected one so far.
        var isSame: Bool
    }

    /// Reads lines as long as they are those expected, with common numbers.
    private mutating func readExpected(_ reading: inout BodyReading, _ state: inout State) {
        guard let base = reading.body.baseAddress, let last = reading.common?.lastLineFeed else { return }
        let known = known
        let order = UnsafeBufferPointer(start: known.pointee.order.base, count: known.pointee.order.count)
        let entries = UnsafePointer(known.pointee.index.entries.base)
        let numbers = UnsafePointer(known.pointee.numbers.base)
        let most = order.count &- state.place
        guard most > 0, !reading.hasEnd else { return }
        lines.reserve(most)
        values.reserve(most)
        timestamps.reserve(most)
        nextOrder.reserve(most)
        var line = base + reading.offset
        let end = base + last
        var (place, type) = (state.place, state.type)
        var count = values.count
        var orders = nextOrder.count
        let samples = parser.limits.samples
        while line <= end, place < order.count {
            let number = order[place]
            let entry = entries[Int(number)]
            guard entry.type == type || entry.kind == .type, known.pointee.index.matches(entry, line) else {
                break
            }
            if entry.kind == .sample {
                guard count < samples, let (value, next) = PlainNumber.read(line + Int(entry.count)),
                    next[0] == UInt8(ascii: "\n")
                else { break }
                lines.base[count] = numbers[Int(number)]
                values.base[count] = value
                timestamps.base[count] = ExpositionRows.noTimestamp
                count &+= 1
                line = next + 1
            } else {
                line += Int(entry.count)
                type = entry.type
            }
            nextOrder.base[orders] = number
            orders &+= 1
            place &+= 1
        }
        lines.setCount(count)
        values.setCount(count)
        timestamps.setCount(count)
        nextOrder.setCount(orders)
        (state.place, state.type) = (place, type)
        reading.offset = line - base
    }

    /// Reads the expected line where its number is of another kind, or where nothing behind it may be read.
    private mutating func readExpectedEnd(
        _ reading: inout BodyReading,
        _ state: inout State,
        _ scratch: inout ExpositionRows
    ) -> Bool {
        guard state.place < known.pointee.order.count, !reading.hasEnd else { return false }
        let number = known.pointee.order[state.place]
        let entry = known.pointee.index.entries[Int(number)]
        let rest = UnsafeBufferPointer(rebasing: reading.body[reading.offset...])
        guard entry.kind == .sample, entry.type == state.type,
            known.pointee.index.matches(entry, exactly: rest),
            let end = reading.readEnd(behind: Int(entry.count), &scratch)
        else { return false }
        append(number, end.value, end.timestamp)
        state.place += 1
        return true
    }

    /// Reads a line that is not the expected one, and finds where the next one is expected.
    private mutating func readOther(
        _ reading: inout BodyReading,
        _ state: inout State
    ) throws(ExpositionError) {
        let start = reading.offset
        let (rows, metadata, bad) = (fresh.count, fresh.metadata.count, reading.report.badLines)
        try reading.readLine(into: &fresh)
        guard reading.report.badLines == bad else {
            state.isSame = false
            return
        }
        if fresh.count > rows {
            let value = Int(fresh.spans[rows].value)
            let bytes = UnsafeBufferPointer(rebasing: reading.body[start..<value])
            let (sample, timestamp) = (fresh.values[rows], fresh.timestamps[rows])
            let hash = LineIndex.hash(bytes, state.type)
            if let place = known.pointee.index.find(bytes, state.type, .sample, hash: hash) {
                fresh.removeLast()
                expect(place, &state)
                append(UInt32(truncatingIfNeeded: place), sample, timestamp)
            } else {
                unshare()
                let entry = known.pointee.index.add(bytes, state.type, .sample, hash: hash)
                known.pointee.numbers.append(UInt32(truncatingIfNeeded: known.pointee.sampleCount))
                known.pointee.sampleCount += 1
                freshTypes.append(state.type)
                state.isSame = false
                append(UInt32(truncatingIfNeeded: entry), sample, timestamp)
            }
            guard values.count <= parser.limits.samples else { throw reading.tooManySamples() }
            return
        }
        let bytes = UnsafeBufferPointer(rebasing: reading.body[start..<reading.offset])
        let isMetadata = fresh.metadata.count > metadata
        // Comments say nothing, and nothing follows the mark of the end.
        guard isMetadata || bytes.count <= 2 else { return }
        // A line that has no end could begin another one.
        guard bytes.last == UInt8(ascii: "\n"), !reading.hasEnd else {
            if isMetadata { state.isSame = false }
            return
        }
        var kind = LineIndex.Kind.other
        if isMetadata, fresh.metadata[metadata].kind == .type {
            state.type = fresh.metadata[metadata].type
            kind = .type
        }
        let hash = LineIndex.hash(bytes, state.type)
        if let place = known.pointee.index.find(bytes, state.type, kind, hash: hash) {
            expect(place, &state)
            nextOrder.append(UInt32(truncatingIfNeeded: place))
        } else {
            unshare()
            let entry = known.pointee.index.add(bytes, state.type, kind, hash: hash)
            known.pointee.numbers.append(.max)
            state.isSame = false
            nextOrder.append(UInt32(truncatingIfNeeded: entry))
        }
    }

    /// Goes on behind the place where a known line stood in the last body.
    private func expect(_ entry: Int, _ state: inout State) {
        let count = known.pointee.order.count
        if state.place < count, Int(known.pointee.order[state.place]) == entry {
            state.place += 1
            return
        }
        state.isSame = false
        guard entry < known.pointee.places.count else { return }
        let place = Int(known.pointee.places[entry])
        if place < count, Int(known.pointee.order[place]) == entry { state.place = place + 1 }
    }

    private mutating func append(_ entry: UInt32, _ value: Double, _ timestamp: Int64) {
        nextOrder.append(entry)
        lines.append(known.pointee.numbers[Int(entry)])
        values.append(value)
        timestamps.append(timestamp)
        if timestamp != ExpositionRows.noTimestamp { hasTimestamps = true }
    }

    /// What was just read is what the next body is expected to be.
    private mutating func keepOrder() {
        unshare()
        let lines = known
        lines.pointee.keep(order: &nextOrder)
    }
}

extension KnownLines {
    fileprivate mutating func keep(order next: inout Column<UInt32>) {
        swap(&order, &next)
        let known = places.count
        let all = index.entries.count
        if all > known {
            places.reserve(all - known)
            (places.base + known).update(repeating: .max, count: all - known)
            places.setCount(all)
        }
        for place in 0..<order.count { places[Int(order[place])] = UInt32(truncatingIfNeeded: place) }
    }
}
