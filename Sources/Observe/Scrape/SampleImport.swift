package import Diagnostics
internal import Exposition
package import SampleStore

/// Takes recorded samples in: OpenMetrics text with a timestamp on each, as `OpenMetricsExport` writes it.
///
/// What `promtool tsdb create-blocks-from openmetrics` takes is taken, and what it refuses is refused. Staleness markers
/// have no spelling in the format, so that series from it end by silence.
package enum SampleImport {
    /// Texts have up to 256 MB, some three million samples; a longer history comes in several.
    package static let maximumBytes = 256 << 20

    /// Appends the samples of a text to the store; a mistake in the text is thrown, with its place, and nothing taken.
    ///
    /// The outcome counts what the store did not take, such as samples that it has already.
    package static func add(
        _ text: [UInt8],
        name: String,
        to store: SampleStore
    ) throws(InvalidInput) -> ImportOutcome {
        var limits = ExpositionLimits()
        limits.bodyBytes = maximumBytes
        limits.samples = .max
        let parser = ExpositionParser(.openMetrics, mode: .strict, limits: limits)
        var rows = ExpositionRows()
        do throws(ExpositionError) {
            _ = try parser.parse(text, into: &rows)
        } catch {
            throw InvalidInput(error.diagnostic(name: name))
        }
        for row in 0..<rows.count where rows.timestamps[row] == ExpositionRows.noTimestamp {
            let line = 1 + text[..<Int(rows.spans[row].line)].count { $0 == UInt8(ascii: "\n") }
            throw InvalidInput(
                .error(
                    "the sample has no timestamp",
                    at: SourceLocation(file: SourceFile(name: name, text: ""), line: line, column: 1),
                    hint: "recorded samples say when they were, in seconds, behind the value"
                )
            )
        }
        return append(rows, of: text, to: store)
    }

    private static func append(
        _ rows: borrowing ExpositionRows,
        of text: [UInt8],
        to store: SampleStore
    ) -> ImportOutcome {
        text.withUnsafeBufferPointer { text in
            let series = SeriesText(text)
            var types = TypeCursor()
            var builder = LabelsBuilder()
            // Samples of one series mostly stand together, and then their lines begin with the same bytes.
            var last = (line: text[0..<0], type: MetricType.unknown, labels: Labels.empty)
            return store.append { appender in
                var outcome = ImportOutcome()
                for row in 0..<rows.count {
                    let span = rows.spans[row]
                    let line = text[Int(span.line)..<Int(span.value)]
                    let type = types.type(at: row, in: rows)
                    if type != last.type || !line.elementsEqual(last.line) {
                        builder.removeAll()
                        series.forEachLabel(of: row, in: rows, type: type) { builder.set($0, $1) }
                        last = (line, type, builder.labels())
                    }
                    outcome.count(
                        appender.append(rows.values[row], at: rows.timestamps[row], to: last.labels)
                    )
                }
                return outcome
            }
        }
    }
}

/// What became of the samples of a text.
package struct ImportOutcome: Sendable, Equatable {
    package private(set) var appended = 0
    /// The store had them already.
    package private(set) var alreadyThere = 0
    /// The store has another value for their time, or a later sample in their series.
    package private(set) var refused = 0
    /// The store has no memory for them.
    package private(set) var withoutMemory = 0

    mutating func count(_ result: AppendResult) {
        switch result {
        case .appended: appended += 1
        case .alreadyThere: alreadyThere += 1
        case .duplicateTimestamp, .outOfOrder: refused += 1
        case .noMemory, .unknownSeries: withoutMemory += 1
        }
    }
}
