package import FileSystem
internal import Synchronization

/// Series of samples in memory, compressed: one writer at a time, any number of readers beside it.
///
/// Samples of a series lie in blocks of fixed size, newest last. Readers take no lock to read them: what is published
/// is never changed, and what was dropped is not used again while somebody may look at it. Only choosing series by
/// their labels holds the lock of the index.
package final class SampleStore: Sendable {
    let records: SeriesRecords
    let blocks: MemorySlabs
    let epochs: ReaderEpochs
    let index: SharedIndex
    /// How many batches are complete.
    let version = Atomic<UInt32>(0)
    private let writer: StoreWriter
    private let writing = Mutex<Void>(())

    package init(_ options: StoreOptions = StoreOptions()) {
        writer = StoreWriter(options)
        records = writer.state.records
        blocks = writer.state.arena.slabs
        epochs = writer.state.epochs
        index = writer.state.index
    }

    /// Calls with the one who may append; others wait until the call ends.
    ///
    /// What is appended in one call is one batch: those who choose their series after it see all of it, and those who
    /// did so before see none. When the call returns, the log of an opened store has it too, and samples that became
    /// too old are gone.
    @discardableResult
    package func append<Result: Sendable, Failure: Error>(
        _ body: (borrowing SampleAppender) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try writing.withLock { _ throws(Failure) in
            defer {
                writer.state.finishBatch()
                version.store(writer.state.batch, ordering: .releasing)
                writer.state.batch &+= 1
            }
            return try body(SampleAppender(writer: writer))
        }
    }

    /// Drops what is older than the retention now, and series that have nothing left.
    package func maintain() {
        writing.withLock { _ in writer.state.maintain() }
    }

    /// Records from now on what is accepted.
    func setLog(_ log: sending SampleLog) {
        let writer = writer
        writing.withLock { _ in writer.state.log = log }
    }

    /// Waits until the disk has everything that was appended.
    package func sync() throws(FileError) {
        try writing.withLock { _ throws(FileError) in
            writer.state.log?.flush()
            if let problem = writer.state.log?.problem { throw problem }
            try writer.state.log?.sync()
        }
    }

    /// Why what was appended last is not on disk; `nil` when it is, or nothing is recorded.
    package var recordingProblem: FileError? { writing.withLock { _ in writer.state.log?.problem } }

    package var statistics: StoreStatistics {
        writing.withLock { _ in writer.state.currentStatistics }
    }

    /// The values of a label among all series, sorted.
    package func values(of label: String) -> [String] { index.withLock { $0.values(of: label) } }

    package var labelNames: [String] { index.withLock { $0.labelNames } }
}

/// A series of a store, for appending to it without looking up its labels again.
package struct SeriesID: Sendable, Hashable {
    package let number: UInt32
    /// Odd while the series is there; the next series with the number has another.
    package let generation: UInt32

    var rawValue: UInt64 { UInt64(generation) << 32 | UInt64(number) }

    package init(number: UInt32, generation: UInt32) {
        self.number = number
        self.generation = generation
    }

    init(rawValue: UInt64) {
        number = UInt32(truncatingIfNeeded: rawValue)
        generation = UInt32(truncatingIfNeeded: rawValue >> 32)
    }
}

/// Appends to a store, as long as the call lasts that it was given to.
package struct SampleAppender: ~Copyable {
    private let writer: StoreWriter

    // Inlined, it makes the optimizer of Swift 6.3.1 crash when `SampleStore.append` is specialized.
    @inline(never)
    init(writer: StoreWriter) { self.writer = writer }

    /// The series with these labels, made when it is not there; `nil` when there is no memory for it.
    package func series(_ labels: Labels) -> SeriesID? { writer.state.series(labels) }

    @discardableResult
    package func append(_ value: Double, at timestamp: Int64, to series: SeriesID) -> AppendResult {
        writer.state.append(value, at: timestamp, to: series)
    }

    @discardableResult
    package func append(_ value: Double, at timestamp: Int64, to labels: Labels) -> AppendResult {
        // Making room may take the series away that the sample is for.
        for _ in 0..<2 {
            guard let series = series(labels) else { return .noMemory }
            let result = append(value, at: timestamp, to: series)
            if result != .unknownSeries { return result }
        }
        return .noMemory
    }
}

/// The index and its lock.
final class SharedIndex: Sendable {
    private let index = Mutex(LabelIndex())

    func withLock<Result: Sendable>(_ body: (inout LabelIndex) -> Result) -> Result {
        index.withLock { index in body(&index) }
    }
}

/// What only the writer touches.
///
/// `@unchecked Sendable`: the store calls it under its lock alone.
final class StoreWriter: @unchecked Sendable {
    var state: WriterState

    init(_ options: StoreOptions) { state = WriterState(options) }
}
