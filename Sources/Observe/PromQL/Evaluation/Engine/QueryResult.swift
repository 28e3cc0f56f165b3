package import SampleStore

/// The answer to a query with everything worth knowing of it.
package struct QueryResult: Sendable {
    package let value: QueryValue
    package let annotations: [Annotation]
    package let statistics: QueryStatistics
    /// What each part of the expression matched and cost, if that was asked for.
    package let explanation: Explanation?
}

/// The answer to a query.
package enum QueryValue: Sendable {
    case scalar(PointSample)
    case string(String, timestamp: Int64)
    /// One sample for each series.
    case vector([VectorSample])
    /// Samples over time for each series, sorted by labels.
    case matrix([MatrixSeries])
}

package struct VectorSample: Sendable, Hashable {
    package let labels: Labels
    /// Milliseconds since the epoch.
    package let timestamp: Int64
    package let value: Double

    package init(labels: Labels, timestamp: Int64, value: Double) {
        self.labels = labels
        self.timestamp = timestamp
        self.value = value
    }
}

package struct MatrixSeries: Sendable, Equatable {
    package let labels: Labels
    package var samples: SampleBuffer

    package init(labels: Labels, samples: SampleBuffer) {
        self.labels = labels
        self.samples = samples
    }
}

/// What a query took.
package struct QueryStatistics: Sendable, Hashable {
    /// How many series were read.
    package var series = 0
    /// How many samples were read.
    package var samples = 0
    /// The most samples that were held at once.
    package var peakSamples = 0
}
