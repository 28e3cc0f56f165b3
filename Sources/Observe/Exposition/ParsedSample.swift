/// One sample with all its texts, for those who look at a few.
package struct ParsedSample: Hashable, Sendable {
    package var name: String
    /// In the order of the body, without the name; values may be empty.
    package var labels: [Label]
    package var value: Double
    /// Milliseconds since the epoch.
    package var timestamp: Int64?
    package var type: MetricType

    package init(name: String, labels: [Label], value: Double, timestamp: Int64?, type: MetricType) {
        (self.name, self.labels, self.value) = (name, labels, value)
        (self.timestamp, self.type) = (timestamp, type)
    }

    package struct Label: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }
}

extension ExpositionParser {
    /// All samples of a body as values of their own.
    package func samples(
        in body: [UInt8]
    ) throws(ExpositionError) -> (samples: [ParsedSample], report: ExpositionReport) {
        var rows = ExpositionRows()
        let report = try parse(body, into: &rows)
        var types = TypeCursor()
        var samples: [ParsedSample] = []
        body.withUnsafeBufferPointer { body in
            let text = SeriesText(body)
            for row in 0..<rows.count {
                var labels: [ParsedSample.Label] = []
                let type = types.type(at: row, in: rows)
                text.forEachLabel(of: row, in: rows, type: type) { name, value in
                    let name = String(decoding: name, as: UTF8.self)
                    labels.append(ParsedSample.Label(name, String(decoding: value, as: UTF8.self)))
                }
                let timestamp = rows.timestamps[row]
                let sample = ParsedSample(
                    name: labels.removeFirst().value,
                    labels: labels,
                    value: rows.values[row],
                    timestamp: timestamp == ExpositionRows.noTimestamp ? nil : timestamp,
                    type: type
                )
                samples.append(sample)
            }
        }
        return (samples, report)
    }
}
