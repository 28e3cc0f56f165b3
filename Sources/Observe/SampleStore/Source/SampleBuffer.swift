/// Samples of one series in columns, in order of time; made to be used again for the next series.
///
/// Native histograms will be a sparse third column by index, and start timestamps an optional fourth: whoever reads
/// only these two columns goes on to work.
package struct SampleBuffer: Sendable, Equatable {
    /// Milliseconds since the epoch.
    package var timestamps: ContiguousArray<Int64>
    package var values: ContiguousArray<Double>

    package init() {
        timestamps = []
        values = []
    }

    package var count: Int { timestamps.count }
    package var isEmpty: Bool { timestamps.isEmpty }

    package mutating func append(_ value: Double, at timestamp: Int64) {
        timestamps.append(timestamp)
        values.append(value)
    }

    /// Forgets the samples and keeps the memory.
    package mutating func removeAll() {
        timestamps.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }
}
