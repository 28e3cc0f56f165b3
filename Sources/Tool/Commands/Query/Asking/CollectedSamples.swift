internal import Diagnostics
internal import Exposition
internal import SampleStore
internal import Scrape
internal import Values

/// Samples of files in any order, to be brought into that of time.
struct CollectedSamples {
    private let mode: ExpositionParser.Mode
    private var series: [Labels: SampleBuffer] = [:]
    private(set) var count = 0
    /// Samples that were left out because their series has another at the same time.
    private(set) var duplicates = 0
    /// The time of the last sample.
    private(set) var newest: Int64?
    /// Whether a sample brought its own time.
    private(set) var hasOwnTimes = false

    /// In strict mode the first bad line ends the reading.
    init(mode: ExpositionParser.Mode = .lenient) { self.mode = mode }

    var seriesCount: Int { series.count }

    /// Adds what a body holds; samples without a time of their own were taken at this one, or are refused without it.
    ///
    /// The extra labels go onto series that do not have them. Answers which lines were left out.
    mutating func add(
        _ body: [UInt8],
        named name: String,
        at time: Int64?,
        extra: [(name: String, value: String)] = []
    ) throws(InvalidInput) -> [Diagnostic] {
        let body = Self.json(body, named: name).map { JSONMetrics().body($0) } ?? body
        var rows = ExpositionRows()
        let report: ExpositionReport
        do throws(ExpositionError) {
            report = try ExpositionParser(Dialect(of: body), mode: mode).parse(body, into: &rows)
        } catch {
            throw InvalidInput(error.diagnostic(name: name))
        }
        if time == nil { try Self.requireTimes(rows, of: body, named: name) }
        var types = TypeCursor()
        var builder = LabelsBuilder()
        body.withUnsafeBufferPointer { body in
            let text = SeriesText(body)
            for row in 0..<rows.count {
                builder.removeAll()
                for label in extra { builder.set(label.name, label.value) }
                let type = types.type(at: row, in: rows)
                text.forEachLabel(of: row, in: rows, type: type) { builder.set($0, $1) }
                add(rows.values[row], at: rows.timestamps[row], orElse: time ?? 0, to: builder.labels())
            }
        }
        let problems = Self.warnings(about: report, in: name, rows: rows.count)
        guard rows.count > 0 || problems.isEmpty else {
            throw InvalidInput([.error("\(name): there are no metrics in it")] + problems)
        }
        return problems
    }

    private mutating func add(_ value: Double, at own: Int64, orElse time: Int64, to labels: Labels) {
        let isOwn = own != ExpositionRows.noTimestamp
        hasOwnTimes = hasOwnTimes || isOwn
        let timestamp = isOwn ? own : time
        series[labels, default: SampleBuffer()].append(value, at: timestamp)
        newest = max(newest ?? timestamp, timestamp)
        count += 1
    }

    /// Calls with the samples of each series in order of time; of two at one time the first counts.
    mutating func forEachSeries(_ body: (Labels, SampleBuffer) -> Void) {
        for (labels, buffer) in series {
            let ordered = buffer.ordered()
            duplicates += buffer.count - ordered.count
            body(labels, ordered)
        }
    }

    /// Takes samples away that the source has already; answers how many.
    mutating func removeKnown(to source: some SampleSource) throws(SampleSourceError) -> Int {
        var removed = 0
        for (labels, buffer) in series {
            guard let first = buffer.timestamps.min(), let last = buffer.timestamps.max() else { continue }
            let matchers = labels.pairs.map { Matcher($0.name, equals: $0.value) }
            var known = SampleBuffer()
            for reference in try source.series(matching: matchers, from: first, through: last)
            where reference.labels == labels {
                try source.read(reference, from: first, through: last, into: &known)
            }
            guard !known.isEmpty else { continue }
            let bits = Dictionary(zip(known.timestamps, known.values.map(\.bitPattern))) { $1 }
            var rest = SampleBuffer()
            for (time, value) in zip(buffer.timestamps, buffer.values) where bits[time] != value.bitPattern {
                rest.append(value, at: time)
            }
            removed += buffer.count - rest.count
            series[labels] = rest
        }
        return removed
    }

    /// Calls with the samples of each time, the earliest first, as scrapes would have brought them.
    mutating func forEachTime(_ body: (Int64, [(Labels, Double)]) -> Void) {
        var sets: [Labels] = []
        var samples: [(time: Int64, set: Int, value: Double)] = []
        samples.reserveCapacity(count)
        forEachSeries { labels, buffer in
            for (time, value) in zip(buffer.timestamps, buffer.values) {
                samples.append((time, sets.count, value))
            }
            sets.append(labels)
        }
        samples.sort { ($0.time, $0.set) < ($1.time, $1.set) }
        var rest = samples[...]
        while let time = rest.first?.time {
            let together = rest.prefix { $0.time == time }
            body(time, together.map { (sets[$0.set], $0.value) })
            rest = rest[together.endIndex...]
        }
    }

    private static func requireTimes(
        _ rows: borrowing ExpositionRows,
        of body: [UInt8],
        named name: String
    ) throws(InvalidInput) {
        for row in 0..<rows.count where rows.timestamps[row] == ExpositionRows.noTimestamp {
            let line = 1 + body[..<Int(rows.spans[row].line)].count { $0 == UInt8(ascii: "\n") }
            let file = SourceFile(name: name, text: String(decoding: body, as: UTF8.self))
            throw InvalidInput(
                .error(
                    "the sample has no time",
                    at: SourceLocation(file: file, line: line, column: 1),
                    hint: "--at says when samples were taken that do not say it"
                )
            )
        }
    }

    /// The tree of a body that is JSON, which exposition text never is.
    private static func json(_ body: [UInt8], named name: String) -> Value? {
        let first = body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
        let file = SourceFile(name: name, text: String(decoding: body, as: UTF8.self))
        return try? JSON.value(in: file, limits: JSONLimits(maximumBytes: ExpositionLimits().bodyBytes))
    }

    private static func warnings(about report: ExpositionReport, in name: String, rows: Int) -> [Diagnostic] {
        let shown = 3
        var warnings = report.faults.prefix(shown).map { fault in
            var diagnostic = fault.diagnostic(name: name)
            diagnostic.severity = .warning
            return diagnostic
        }
        if report.badLines > shown {
            warnings.append(.warning("\(name): \(report.badLines) lines were left out, \(rows) samples read"))
        }
        return warnings
    }
}

extension SampleBuffer {
    /// In order of time, with one sample at each time.
    fileprivate func ordered() -> SampleBuffer {
        if zip(timestamps, timestamps.dropFirst()).allSatisfy(<) { return self }
        var result = SampleBuffer()
        // Of equal times the first stays the first.
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
