internal import GoText
package import SampleStore

/// A series with its values in Prometheus' notation for tests: `up{job="api"} 1 0+2x3 _ stale`.
///
/// See "Series and values" in the documentation of unit tests of rules. Values are of a regular grid; a histogram's
/// text is kept as it is.
package struct SeriesNotation: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        /// `_`: no sample here.
        case omitted
        case number(Double)
        /// `{{schema:1 sum:3 count:2 …}}`, with what is added to it so many times.
        case histogram(String)
    }

    package let labels: Labels
    package let values: [Value]

    /// How many values a line may come to.
    private static let valueLimit = 1_000_000

    /// Reads a line that starts with a metric and goes on with its values.
    package init(parsing line: String) throws(NotationError) {
        var scanner = NotationScanner(line)
        let metric = try scanner.metric()
        labels = metric
        values = try Self.values(&scanner)
    }

    /// The values alone, as the `values` of a rule's unit test.
    package static func values(_ text: String) throws(NotationError) -> [Value] {
        var scanner = NotationScanner(text)
        return try values(&scanner)
    }

    /// A metric alone: `up{job="api"}`.
    package static func labels(_ text: String) throws(NotationError) -> Labels {
        var scanner = NotationScanner(text)
        let labels = try scanner.metric()
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.error("unexpected text after the metric") }
        return labels
    }

    private static func values(_ scanner: inout NotationScanner) throws(NotationError) -> [Value] {
        var values: [Value] = []
        while true {
            scanner.skipSpace()
            if scanner.isAtEnd { return values }
            let repetition = try scanner.item()
            guard values.count + repetition.count <= valueLimit else {
                throw scanner.error("more than \(valueLimit) values")
            }
            repetition.append(to: &values)
            guard scanner.isAtEnd || scanner.isAtSpace else {
                throw scanner.error("values have to be separated by spaces")
            }
        }
    }
}

/// A line that is no series in this notation.
package struct NotationError: Error, Hashable, Sendable, CustomStringConvertible {
    package let message: String
    /// How many bytes of the line came before.
    package let offset: Int

    package var description: String { "\(message) at byte \(offset + 1)" }
}
