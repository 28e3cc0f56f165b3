internal import GoText

/// Something that the reader of an answer should know: a warning or an info, with Prometheus' words.
package struct Annotation: Hashable, Sendable {
    package enum Severity: Hashable, Sendable { case warning, info }

    package let kind: AnnotationKind
    /// The part of the query that it is about.
    package let range: TextRange

    package var severity: Severity { kind.severity }

    /// `PromQL info: … (1:5)`, with the line and the column in the query.
    package func text(in query: String) -> String {
        "\(kind.text(isFinal: true)) (\(range.position(in: query)))"
    }
}

/// What an annotation is about.
package enum AnnotationKind: Hashable, Sendable {
    case invalidQuantile(Double)
    case badBucketLabel(value: String, metricName: String)
    case possibleNonCounter(metricName: String)
    case forcedMonotonicity(metricName: String, ForcedMonotonicity)

    package var severity: Annotation.Severity {
        switch self {
        case .invalidQuantile, .badBucketLabel: .warning
        case .possibleNonCounter, .forcedMonotonicity: .info
        }
    }

    /// The message; what is told of one occurrence among many only when it is final.
    func text(isFinal: Bool) -> String {
        switch self {
        case .invalidQuantile(let quantile):
            "PromQL warning: quantile value should be between 0 and 1, got \(GoText.shortest(quantile))"
        case .badBucketLabel(let value, let metricName):
            "PromQL warning: bucket label \"le\" is missing or has a malformed value of "
                + GoText.quoted(value) + Self.suffix(metricName)
        case .possibleNonCounter(let metricName):
            "PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                + GoText.quoted(metricName)
        case .forcedMonotonicity(let metricName, let details):
            "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see "
                + "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
                + Self.suffix(metricName) + (isFinal ? details.text : "")
        }
    }

    private static func suffix(_ metricName: String) -> String {
        metricName.isEmpty ? "" : " for metric name \(GoText.quoted(metricName))"
    }
}

/// Where and how far the counts of classic buckets fell, over all samples of a query.
package struct ForcedMonotonicity: Hashable, Sendable {
    var lowestBound: Double
    var highestBound: Double
    var largestDrop: Double
    var samples = 1
    /// Milliseconds since the epoch.
    var first: Int64
    var last: Int64

    mutating func merge(_ other: ForcedMonotonicity) {
        lowestBound = min(lowestBound, other.lowestBound)
        highestBound = max(highestBound, other.highestBound)
        largestDrop = max(largestDrop, other.largestDrop)
        samples += other.samples
        first = min(first, other.first)
        last = max(last, other.last)
    }

    fileprivate var text: String {
        let bounds = "from buckets \(GoText.shortest(lowestBound)) to \(GoText.shortest(highestBound))"
        let drop = "with a max diff of \(GoText.general(largestDrop, precision: 2))"
        let times = "over \(samples) samples from \(Self.time(first)) to \(Self.time(last))"
        return ", \(bounds), \(drop), \(times)"
    }

    /// As RFC 3339 writes it, in UTC and in whole seconds.
    private static func time(_ milliseconds: Int64) -> String {
        let time = CivilTime(secondsSinceEpoch: milliseconds / 1000)
        let second = (milliseconds / 1000 % 60 + 60) % 60
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
            + "T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(second, 2))Z"
    }
}
