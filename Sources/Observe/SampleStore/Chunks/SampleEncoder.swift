internal import Synchronization

/// Writes samples behind those of a block.
struct SampleEncoder {
    /// What the series' last whole value was, and its last step; kept by the series between samples.
    ///
    /// In blocks of bytes, `whole` has the bits of the last value but staleness markers.
    struct Prediction {
        var whole: Int64 = 0
        var step: Int64 = 0
    }

    /// After this many values that do not fit its scale, a block is left.
    private static let maximumMisfits = 4
    /// A full run, a token, ten bytes of time, eight of value.
    private static let longestToken = 32

    /// Fills a new block with its first sample, and says what to expect next.
    static func start(
        _ memory: UnsafeMutableRawPointer,
        _ timestamp: Int64,
        _ value: Double,
        after last: Double?,
        older: UInt32,
        pieces: Int
    ) -> (SampleBlock, Prediction) {
        // Infinity and NaN fit nothing; they say nothing of what comes next.
        let known = value.isFinite ? value : 0
        let scale = ValueScale.fitting(last.map { $0.isFinite ? $0 : known } ?? known, known)
        memory.bindMemory(to: SampleBlock.Header.self, capacity: 1).initialize(
            to: SampleBlock.Header(
                timestamp: timestamp,
                value: value.bitPattern,
                scale: scale,
                older: older,
                pieces: UInt8(pieces)
            )
        )
        let whole = scale == .bytes ? Int64(bitPattern: value.bitPattern) : scale.whole(value) ?? 0
        return (SampleBlock(memory), Prediction(whole: whole))
    }

    /// Adds a sample later than the last; `false` when the block has no room for it or should not have it.
    static func append(
        _ timestamp: Int64,
        _ value: Double,
        after last: Int64,
        to block: SampleBlock,
        _ prediction: inout Prediction
    ) -> Bool {
        let (count, used) = block.published
        guard count < SampleBlock.maximumCount else { return false }
        let (delta, overflow) = timestamp.subtractingReportingOverflow(last)
        guard !overflow, delta <= Int32.max else { return false }
        let header = block.header
        let shift = delta - Int64(header.pointee.timestampDelta.load(ordering: .relaxed))
        let run = header.pointee.run.load(ordering: .relaxed)
        let misfits = header.pointee.misfits.load(ordering: .relaxed)
        let scale = header.pointee.scale
        var next = prediction
        // The number to write; `nil` for what is written whole.
        var number: UInt64?
        if value.isStaleMarker {
            number = nil
        } else if scale == .bytes {
            number = value.bitPattern ^ UInt64(bitPattern: prediction.whole)
            next.whole = Int64(bitPattern: value.bitPattern)
        } else if let whole = scale.whole(value) {
            let step = whole - prediction.whole
            number = SampleToken.zigzag(step - prediction.step)
            next.whole = whole
            next.step = step
        }
        if shift == 0, number == 0 {
            header.pointee.run.store(run + 1, ordering: .relaxed)
            prediction = next
            publish(block, count + 1, used, timestamp)
            return true
        }
        if number == nil, !value.isStaleMarker {
            guard misfits < maximumMisfits else { return false }
        }
        let written = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestToken) { bytes -> Int? in
            var writer = ByteWriter(bytes)
            writer.appendRun(Int(run))
            if scale == .bytes {
                writer.appendChange(number, shift)
            } else {
                writer.appendNumber(number, value, shift)
            }
            guard used + writer.count <= block.capacity, let start = bytes.baseAddress else {
                return nil
            }
            (block.payload + used).update(from: start, count: writer.count)
            return writer.count
        }
        guard let written else { return false }
        if number == nil, !value.isStaleMarker {
            header.pointee.misfits.store(misfits + 1, ordering: .relaxed)
        }
        header.pointee.run.store(0, ordering: .relaxed)
        header.pointee.timestampDelta.store(Int32(delta), ordering: .relaxed)
        prediction = next
        publish(block, count + 1, used + written, timestamp)
        return true
    }

    private static func publish(_ block: SampleBlock, _ count: Int, _ used: Int, _ timestamp: Int64) {
        block.header.pointee.lastTimestamp.store(timestamp, ordering: .relaxed)
        block.header.pointee.state.store(UInt32(count) << 8 | UInt32(used), ordering: .releasing)
    }
}

/// Writes the bytes of one sample.
private struct ByteWriter {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    private mutating func append(_ number: UInt64, bytes size: Int) {
        for index in 0..<size { append(UInt8(truncatingIfNeeded: number &>> UInt64(index * 8))) }
    }

    /// LEB128.
    private mutating func appendTime(_ shift: Int64) {
        var rest = SampleToken.zigzag(shift)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func appendRun(_ run: Int) {
        var rest = run
        while rest > 1 {
            let part = min(rest, SampleToken.longestRun)
            append(SampleToken.run)
            append(UInt8(part - 2))
            rest -= part
        }
        if rest == 1 { append(SampleToken.same) }
    }

    /// A sample of a block of whole values.
    mutating func appendNumber(_ number: UInt64?, _ value: Double, _ shift: Int64) {
        guard let number else {
            appendWhole(value, shift)
            return
        }
        let size = (71 - number.leadingZeroBitCount) / 8
        if shift != 0 {
            append(SampleToken.irregular + UInt8(size))
            appendTime(shift)
            append(number, bytes: size)
        } else if number < 1 << 7 {
            append(UInt8(number))
        } else if number < 1 << 14 {
            append(SampleToken.twoBytes | UInt8(number >> 8))
            append(number, bytes: 1)
        } else if number < 1 << 21 {
            append(SampleToken.threeBytes | UInt8(number >> 16))
            append(number, bytes: 2)
        } else {
            append(SampleToken.long + UInt8(max(size, 4) - 4))
            append(number, bytes: max(size, 4))
        }
    }

    /// A sample of a block of bytes: what changed since the last value.
    mutating func appendChange(_ change: UInt64?, _ shift: Int64) {
        guard let change else {
            appendWhole(StaleMarker.value, shift)
            return
        }
        guard change != 0 else {
            append(SampleToken.irregularSame)
            appendTime(shift)
            return
        }
        let low = change.trailingZeroBitCount / 8
        let size = (71 - change.leadingZeroBitCount) / 8 - low
        let places = UInt8(low * 8 + size - 1)
        if shift == 0 {
            append(SampleToken.changed + places)
        } else {
            append(SampleToken.irregularChanged + places)
            appendTime(shift)
        }
        append(change >> UInt64(low * 8), bytes: size)
    }

    private mutating func appendWhole(_ value: Double, _ shift: Int64) {
        let isRegular = shift == 0
        if value.isStaleMarker {
            append(isRegular ? SampleToken.stale : SampleToken.irregularStale)
        } else {
            append(isRegular ? SampleToken.raw : SampleToken.irregularRaw)
        }
        if !isRegular { appendTime(shift) }
        if !value.isStaleMarker { append(value.bitPattern, bytes: 8) }
    }
}
