internal import Diagnostics
internal import Exposition
internal import SampleStore

/// Samples of several bodies, brought into the order of time.
struct ScrapedSamples {
    private var series: [Labels: SampleBuffer] = [:]
    /// Samples that were left out because their series had one at the same time already.
    private(set) var duplicates = 0
    /// The time of the last sample.
    private(set) var newest: Int64?
    /// Whether a sample brought its own time.
    private(set) var hasOwnTimes = false
    private(set) var count = 0

    mutating func add(_ value: Double, at time: Int64, to labels: Labels) {
        series[labels, default: SampleBuffer()].append(value, at: time)
        newest = max(newest ?? time, time)
        count += 1
    }

    /// Adds what a body holds; samples without a time of their own were taken at this one.
    ///
    /// The extra labels go onto series that do not have them. Answers what was wrong in lenient mode.
    mutating func add(
        _ body: [UInt8],
        as dialect: Dialect,
        named name: String,
        at time: Int64,
        extra: [(name: String, value: String)]
    ) throws(InvalidInput) -> [Diagnostic] {
        let parser = ExpositionParser(dialect)
        var rows = ExpositionRows()
        let report: ExpositionReport
        do throws(ExpositionError) {
            report = try parser.parse(body, into: &rows)
        } catch {
            throw InvalidInput(error.diagnostic(name: name))
        }
        var types = TypeCursor()
        var builder = LabelsBuilder()
        body.withUnsafeBufferPointer { body in
            let text = SeriesText(body)
            for row in 0..<rows.count {
                builder.removeAll()
                for label in extra { builder.set(label.name, label.value) }
                let type = types.type(at: row, in: rows)
                text.forEachLabel(of: row, in: rows, type: type) { builder.set($0, $1) }
                let own = rows.timestamps[row]
                let isOwn = own != ExpositionRows.noTimestamp
                hasOwnTimes = hasOwnTimes || isOwn
                let value = rows.values[row]
                let kept = value.isNaN && !value.isStaleMarker ? StaleMarker.ordinaryNaN : value
                add(kept, at: isOwn ? own : time, to: builder.labels())
            }
        }
        return Self.diagnostics(of: report, in: name, rows: rows.count)
    }

    private static func diagnostics(of report: ExpositionReport, in name: String, rows: Int) -> [Diagnostic] {
        let shown = 3
        var diagnostics = report.faults.prefix(shown).map { fault in
            var diagnostic = fault.diagnostic(name: name)
            diagnostic.severity = .warning
            return diagnostic
        }
        if report.badLines > shown {
            diagnostics.append(
                .warning("\(name): \(report.badLines) lines were left out, \(rows) samples read")
            )
        }
        return diagnostics
    }

    /// All samples as a source; of two at one time the first counts.
    mutating func list() -> SeriesList {
        var list = SeriesList()
        for (labels, buffer) in series {
            let ordered = buffer.ordered()
            duplicates += buffer.count - ordered.count
            list.add(labels, ordered)
        }
        return list
    }
}

extension SampleBuffer {
    /// In order of time, with one sample at each time.
    fileprivate func ordered() -> SampleBuffer {
        if zip(timestamps, timestamps.dropFirst()).allSatisfy(<) { return self }
        var result = SampleBuffer()
        // Stable: of equal times the first stays the first.
        for place in timestamps.indices.sorted(by: { (timestamps[$0], $0) < (timestamps[$1], $1) })
        where result.timestamps.last != timestamps[place] {
            result.append(values[place], at: timestamps[place])
        }
        return result
    }
}

extension Dialect {
    /// The grammar of a body that nobody named: OpenMetrics ends with `# EOF`.
    init(of body: [UInt8]) {
        var end = body.count
        while end > 0, body[end - 1] == 0x0A || body[end - 1] == 0x0D { end -= 1 }
        let mark = Array("# EOF".utf8)
        let start = end - mark.count
        let isLine = start == 0 || start > 0 && body[start - 1] == 0x0A
        self = isLine && body[start..<end].elementsEqual(mark) ? .openMetrics : .text
    }
}
