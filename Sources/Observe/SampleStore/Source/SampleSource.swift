/// Where samples come from: the store, one scrape, a remote server.
package protocol SampleSource: Sendable {
    /// The series that all matchers select and that may have samples in the time, in no certain order.
    ///
    /// Both bounds are milliseconds since the epoch and belong to the time.
    func series(
        matching matchers: [Matcher],
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> [SeriesReference]

    /// Appends the series' samples of the time to the buffer, in order, staleness markers among them.
    ///
    /// Both bounds belong to the time. A series that went away in the meantime has no samples.
    func read(
        _ series: SeriesReference,
        from: Int64,
        through: Int64,
        into buffer: inout SampleBuffer
    ) throws(SampleSourceError)

    /// The last sample of the time, which may be a staleness marker.
    func latest(
        of series: SeriesReference,
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> PointSample?
}

extension SampleSource {
    package func latest(
        of series: SeriesReference,
        from: Int64,
        through: Int64
    ) throws(SampleSourceError) -> PointSample? {
        var buffer = SampleBuffer()
        try read(series, from: from, through: through, into: &buffer)
        guard let timestamp = buffer.timestamps.last, let value = buffer.values.last else { return nil }
        return PointSample(timestamp: timestamp, value: value)
    }
}

/// One number at one time.
package struct PointSample: Sendable, Equatable {
    /// Milliseconds since the epoch.
    package let timestamp: Int64
    package let value: Double

    package init(timestamp: Int64, value: Double) {
        self.timestamp = timestamp
        self.value = value
    }
}

/// A series of a source, to be read from that source only.
package struct SeriesReference: Sendable, Hashable {
    package let labels: Labels
    /// How much of the source the one who chose the series may see; the source's business, as `id` is.
    package let version: UInt32
    package let id: UInt64

    package init(labels: Labels, id: UInt64, version: UInt32 = 0) {
        self.labels = labels
        self.version = version
        self.id = id
    }
}

/// A source that cannot answer.
package struct SampleSourceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and where, in one sentence without a full stop.
    package let message: String
    /// What to do next.
    package let hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    package var description: String { message }
}
