/// How a store keeps its samples on disk.
package struct LogOptions: Sendable, Equatable {
    /// Bytes of all segments together: the oldest go when there are more.
    ///
    /// `nil` keeps them all.
    package var maximumBytes: Int?
    /// Bytes after which a new segment begins; one with many series gets more, so that their names stay a small part.
    package var segmentBytes: Int
    /// Milliseconds of samples in one segment.
    package var segmentSpan: Int64
    /// How long the disk may know less than the process wrote.
    ///
    /// What was appended survives the end of the process, however it ends, as soon as the call returns. It survives a
    /// power failure when it is older than this, or after `SampleStore.sync`.
    package var syncInterval: Duration

    package init(
        maximumBytes: Int? = 4 << 30,
        segmentBytes: Int = 32 << 20,
        segmentSpan: Int64 = 24 * 3_600_000,
        syncInterval: Duration = .seconds(10)
    ) {
        self.maximumBytes = maximumBytes
        self.segmentBytes = segmentBytes
        self.segmentSpan = segmentSpan
        self.syncInterval = syncInterval
    }
}
