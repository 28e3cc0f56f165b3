internal import FileSystem

/// Writes what a store accepts into the segments of a folder, batch by batch.
final class SampleLog {
    /// What is known of a segment that is complete.
    struct Segment {
        let number: Int
        let bytes: Int
        /// The latest of its samples.
        let latest: Int64
    }

    private let folder: String
    private let options: LogOptions
    private let lock: FolderLock
    private var file: AppendFile?
    private var segments: [Segment]
    private var number: Int
    /// Series of this segment by their number in the store.
    private var known: ContiguousArray<Known> = []
    private var knownCount: UInt64 = 0
    private var definitionBytes = 0
    private var earliest = Int64.max
    private var latest = Int64.min
    private var batch: [UInt8] = []
    private var batchTime: Int64 = 0
    private var batchSeries: Int64 = 0
    /// Series of the batch that the segment does not name yet.
    private var definitions: [UInt8] = []
    private var lastSync = ContinuousClock.now
    private var isSynced = true
    /// Why the last batch was not written; it is tried again with the next.
    private(set) var problem: FileError?

    private struct Known {
        var generation: UInt32 = 0
        var number: UInt64 = 0
        var bits: UInt64 = 0
    }

    /// Goes on in a new segment after the ones that are there.
    init(_ folder: String, _ options: LogOptions, _ lock: consuming FolderLock, _ segments: [Segment]) {
        self.folder = folder
        self.options = options
        self.lock = lock
        self.segments = segments
        number = segments.last?.number ?? 0
    }

    deinit {
        flush()
        try? sync()
    }

    /// Adds a sample to the batch; `labels` is asked for those of a series that the segment does not know.
    func record(_ series: SeriesID, _ timestamp: Int64, _ value: Double, labels: () -> Labels?) {
        if shouldRotate(timestamp) { rotate() }
        let place = Int(series.number)
        while known.count <= place { known.append(Known()) }
        if known[place].generation != series.generation {
            guard let labels = labels() else { return }
            define(labels)
            known[place] = Known(generation: series.generation, number: knownCount, bits: 0)
            knownCount += 1
        }
        if batch.isEmpty {
            batch.append(LogFormat.Kind.samples.rawValue)
            batchTime = timestamp
            batchSeries = 0
            LogFormat.append(number: SampleToken.zigzag(timestamp), to: &batch)
        }
        write(&known[place], timestamp, value.bitPattern)
        earliest = min(earliest, timestamp)
        latest = max(latest, timestamp)
        if batch.count > 1 << 20 {
            // When the disk is full, the end of a batch is soon enough to try again; memory has a limit too.
            if problem == nil { flush() } else if batch.count > 1 << 23 { giveUp() }
        }
    }

    private func write(_ series: inout Known, _ timestamp: Int64, _ bits: UInt64) {
        let step = SampleToken.zigzag(Int64(series.number) - batchSeries) << 2
        batchSeries = Int64(series.number)
        func start(_ kind: LogFormat.SampleKind) {
            LogFormat.append(number: step | kind.rawValue, to: &batch)
        }
        if timestamp != batchTime {
            start(.timed)
            LogFormat.append(number: SampleToken.zigzag(timestamp &- batchTime), to: &batch)
            appendBits(bits)
        } else if bits == series.bits {
            start(.same)
        } else if let whole = LogFormat.whole(bits), let last = LogFormat.whole(series.bits) {
            start(.whole)
            LogFormat.append(number: SampleToken.zigzag(whole - last), to: &batch)
        } else {
            start(.value)
            appendBits(bits)
        }
        series.bits = bits
    }

    private func appendBits(_ bits: UInt64) {
        withUnsafeBytes(of: bits.littleEndian) { batch.append(contentsOf: $0) }
    }

    private func define(_ labels: Labels) {
        var payload = [LogFormat.Kind.series.rawValue]
        LogFormat.append(number: UInt64(labels.count), to: &payload)
        labels.forEach { name, value in
            LogFormat.append(number: UInt64(name.count), to: &payload)
            payload.append(contentsOf: name)
            LogFormat.append(number: UInt64(value.count), to: &payload)
            payload.append(contentsOf: value)
        }
        Self.frame(payload, into: &definitions)
    }

    private static func frame(_ payload: [UInt8], into bytes: inout [UInt8]) {
        LogFormat.append(UInt32(payload.count), to: &bytes)
        LogFormat.append(payload.withUnsafeBytes { LogFormat.checksum($0) }, to: &bytes)
        bytes += payload
    }
}

/// Files.
extension SampleLog {
    /// Gives the batch to the system, and now and then everything to the disk.
    func flush() {
        guard !batch.isEmpty else { return }
        var bytes = definitions
        Self.frame(batch, into: &bytes)
        do throws(FileError) {
            if file == nil { try begin() }
            try file?.append(bytes)
            definitionBytes += definitions.count
            definitions.removeAll(keepingCapacity: true)
            batch.removeAll(keepingCapacity: true)
            isSynced = false
            if lastSync.duration(to: .now) >= options.syncInterval { try sync() }
            problem = nil
        } catch {
            problem = error
        }
    }

    /// Waits until the disk has all that was flushed.
    func sync() throws(FileError) {
        lastSync = .now
        guard !isSynced, file != nil else { return }
        try file?.sync()
        isSynced = true
    }

    private func begin() throws(FileError) {
        number += 1
        let path = Self.path(of: number, in: folder)
        // What a failed attempt left is no segment.
        try Files.remove(path)
        var new = try AppendFile(path)
        try new.append(LogFormat.header)
        file = consume new
        try Files.syncFolder(folder)
    }

    private func shouldRotate(_ timestamp: Int64) -> Bool {
        guard let size = file?.size else { return false }
        if size > max(options.segmentBytes, definitionBytes * 8) { return true }
        return max(latest, timestamp) &- min(earliest, timestamp) > options.segmentSpan
    }

    /// Completes the segment; the next sample begins another.
    private func rotate() {
        flush()
        guard problem == nil, let size = file?.size else { return }
        do throws(FileError) { try sync() } catch { problem = error }
        segments.append(Segment(number: number, bytes: size, latest: latest))
        file = nil
        forgetSeries()
        if let maximum = options.maximumBytes { keep(bytes: maximum) }
    }

    private func forgetSeries() {
        known.removeAll(keepingCapacity: true)
        knownCount = 0
        definitionBytes = 0
        earliest = .max
        latest = .min
    }

    /// Leaves a segment that cannot be written, and the samples that should have come into it: the store alone has them.
    private func giveUp() {
        if let size = file?.size { segments.append(Segment(number: number, bytes: size, latest: latest)) }
        file = nil
        batch.removeAll()
        definitions.removeAll()
        forgetSeries()
    }

    /// Removes the oldest segments until the rest is small enough.
    private func keep(bytes maximum: Int) {
        var sum = segments.reduce(0) { $0 + $1.bytes }
        while sum > maximum, let first = segments.first {
            sum -= first.bytes
            remove(first)
        }
    }

    /// Removes segments that have only older samples.
    func removeSegments(before cutoff: Int64) {
        while let first = segments.first, first.latest < cutoff { remove(first) }
    }

    private func remove(_ segment: Segment) {
        do throws(FileError) {
            try Files.remove(Self.path(of: segment.number, in: folder))
        } catch {
            problem = error
        }
        segments.removeFirst()
    }

    /// `FOLDER/00000042.samples`.
    static func path(of number: Int, in folder: String) -> String {
        let digits = String(number)
        return "\(folder)/\(String(repeating: "0", count: max(0, 8 - digits.count)))\(digits).samples"
    }
}
