/// How much a store keeps.
package struct StoreOptions: Sendable, Equatable {
    /// Milliseconds before the latest sample: older samples go.
    ///
    /// `nil` keeps them until memory runs out.
    package var retention: Int64?
    /// Bytes for samples, labels and the index; the oldest samples go when they are used up.
    package var maximumBytes: Int

    package init(retention: Int64? = nil, maximumBytes: Int = 1 << 30) {
        self.retention = retention
        self.maximumBytes = maximumBytes
    }
}

/// What became of one sample.
package enum AppendResult: Sendable, Equatable {
    case appended
    /// The series has this very sample already, which is no mistake.
    case alreadyThere
    /// The series has another value at this time.
    case duplicateTimestamp
    /// The series has a later sample.
    case outOfOrder
    /// There is no memory even for the newest samples.
    case noMemory
    /// The series is gone since it was looked up: look it up again.
    case unknownSeries
}

/// What a store holds and what it did not take or gave up.
package struct StoreStatistics: Sendable, Equatable {
    package var series = 0
    /// Samples that can be read.
    package var samples = 0
    /// Bytes for samples, of which `spareBytes` hold none yet.
    package var sampleBytes = 0
    package var spareBytes = 0
    /// Bytes for labels and the index.
    package var labelBytes = 0
    package var appended = 0
    package var alreadyThere = 0
    package var duplicateTimestamps = 0
    package var outOfOrder = 0
    package var refusedForMemory = 0
    package var dropped = DroppedSamples()

    package var bytes: Int { sampleBytes + labelBytes }

    mutating func count(_ result: AppendResult) {
        switch result {
        case .appended:
            appended += 1
            samples += 1
        case .alreadyThere: alreadyThere += 1
        case .duplicateTimestamp: duplicateTimestamps += 1
        case .outOfOrder: outOfOrder += 1
        case .noMemory: refusedForMemory += 1
        case .unknownSeries: break
        }
    }
}

/// What went away to keep the limits, the oldest first.
package struct DroppedSamples: Sendable, Equatable, CustomStringConvertible {
    /// Samples older than the retention.
    package var byAge = 0
    /// Samples that had to make room.
    package var byMemory = 0
    /// Series that lost their last sample.
    package var series = 0
    /// No sample up to this time is certain to be there; milliseconds since the epoch.
    package var through: Int64?

    package var description: String {
        let time = through.map { " (up to \($0) ms)" } ?? ""
        return
            "dropped \(byAge) samples older than the retention and \(byMemory) to keep the memory limit, \(series) series\(time)"
    }
}
