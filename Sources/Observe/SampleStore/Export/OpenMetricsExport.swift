internal import GoText

/// Writes the samples of a source as OpenMetrics 1.0 text with a timestamp on each.
///
/// Series follow one another sorted by metric name, each with its samples in order, and `# EOF` ends the text: that is
/// what `promtool tsdb create-blocks-from openmetrics` takes. Staleness markers have no spelling there and are left
/// out.
package struct OpenMetricsExport {
    /// What was written so far.
    package struct Outcome: Sendable, Equatable {
        package var series = 0
        package var samples = 0
        package var staleMarkers = 0
    }

    private static let pieceSize = 1 << 16

    package private(set) var outcome = Outcome()
    private let source: any SampleSource
    private let from: Int64
    private let through: Int64
    private var series: ArraySlice<SeriesReference>
    private var buffer = SampleBuffer()
    private var isComplete = false

    /// The series that all matchers select, and their samples of the time; both bounds belong to it.
    package init(
        _ source: any SampleSource,
        matching matchers: [Matcher] = [],
        from: Int64 = .min,
        through: Int64 = .max
    ) throws(SampleSourceError) {
        (self.source, self.from, self.through) = (source, from, through)
        var found = try source.series(matching: matchers, from: from, through: through)
        // Labels that sort before the name must not tear a metric apart.
        found.sort { first, second in
            let (name, other) = (first.labels.name ?? "", second.labels.name ?? "")
            return name == other ? first.labels < second.labels : name < other
        }
        series = found[...]
    }

    /// The next piece of the text: whole lines, some 64 KiB or all samples of one series; `nil` after the end.
    package mutating func next() throws(SampleSourceError) -> [UInt8]? {
        guard !isComplete else { return nil }
        var text: [UInt8] = []
        while text.count < Self.pieceSize {
            guard let reference = series.popFirst() else {
                isComplete = true
                return text + "# EOF\n".utf8
            }
            buffer.removeAll()
            try source.read(reference, from: from, through: through, into: &buffer)
            append(reference.labels, to: &text)
        }
        return text
    }

    private mutating func append(_ labels: Labels, to text: inout [UInt8]) {
        let start = outcome.samples
        let name = Self.seriesText(labels)
        for (timestamp, value) in zip(buffer.timestamps, buffer.values) {
            if value.isStaleMarker {
                outcome.staleMarkers += 1
                continue
            }
            text += name
            text += GoText.shortest(value).utf8
            text.append(UInt8(ascii: " "))
            text += Self.seconds(timestamp).utf8
            text.append(UInt8(ascii: "\n"))
            outcome.samples += 1
        }
        if outcome.samples > start { outcome.series += 1 }
    }

    /// The series and a space: `up{job="api"} `.
    private static func seriesText(_ labels: Labels) -> [UInt8] {
        let name = labels.name ?? ""
        let isClassic = Labels.isClassicMetricName(name)
        var parts = labels.pairs.filter { $0.name != MetricName.label }.map { name, value in
            let name = Labels.isClassicLabelName(name) ? name : quoted(name)
            return "\(name)=\(quoted(value))"
        }
        if !isClassic { parts.insert(quoted(name), at: 0) }
        let set = parts.isEmpty ? "" : "{\(parts.joined(separator: ","))}"
        return Array("\(isClassic ? name : "")\(set) ".utf8)
    }

    /// The three escapes that the format has; everything else stands as it is.
    private static func quoted(_ text: String) -> String {
        var result: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "\""): result += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): result += "\\n".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result + [UInt8(ascii: "\"")], as: UTF8.self)
    }

    /// Milliseconds as seconds: `-0.5`, `1700000000.123`.
    ///
    /// Prometheus multiplies the double by 1,000 and cuts, which for some makes one millisecond less; half a millisecond
    /// more keeps those.
    private static func seconds(_ milliseconds: Int64) -> String {
        let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        let sign = milliseconds < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        let digits = String(rest + 1000).dropFirst()
        let isKept = Int64(exactly: (Double(milliseconds) / 1000 * 1000).rounded(.towardZero)) == milliseconds
        return "\(sign)\(whole).\(digits)\(isKept ? "" : "5")"
    }
}
