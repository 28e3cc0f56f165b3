package import Diagnostics
package import Exposition
package import SampleStore
internal import Values

/// One body as something to be queried: `mcpctl query --from metrics.txt`.
///
/// Samples without a timestamp of their own get the time of reading; those with one keep it, so that a file can hold a
/// history. Nothing is added to what the file says: no `up`, no `job`.
package struct ScrapedFile: Sendable {
    package let source: SampleStore
    package let outcome: ScrapeOutcome
    package let metadata: MetadataTable
    package let format: ExpositionFormat
    /// The latest sample's time in milliseconds since the epoch, which is when to look at the file.
    package let latest: Int64

    /// Reads the text of a file under its name; the time is milliseconds since the epoch.
    ///
    /// Without a format it is told by the text itself.
    package init(
        _ body: [UInt8],
        name: String,
        format: ExpositionFormat? = nil,
        at time: Int64,
        mode: ExpositionParser.Mode = .lenient,
        limits: ExpositionLimits = ExpositionLimits()
    ) throws(InvalidInput) {
        self.format = format ?? Self.format(of: body)
        var target = ScrapeTarget(labels: [])
        target.mode = mode
        target.limits = limits
        // A file may be a copy of what another clock will say.
        target.refusesFuture = false
        source = SampleStore()
        var recorder = TargetRecorder(target, name: name, store: source)
        outcome = recorder.record(body, self.format, at: time)
        metadata = recorder.metadata
        latest = recorder.latest ?? time
        if let failure = outcome.failure { throw InvalidInput(failure) }
    }

    /// The format that a body is in by its looks.
    ///
    /// OpenMetrics ends with `# EOF`; JSON is whatever a JSON reader takes. A line that begins with `{` can also be a
    /// metric whose name is in quotes.
    package static func format(of body: [UInt8]) -> ExpositionFormat {
        let end = body.lastIndex { $0 > UInt8(ascii: " ") }.map { $0 + 1 } ?? 0
        if body[..<end].suffix(5).elementsEqual("# EOF".utf8) { return .openMetrics }
        let first = body.first { $0 > UInt8(ascii: " ") }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return .text100 }
        let file = SourceFile(name: "", text: String(decoding: body, as: UTF8.self))
        return (try? JSON.value(in: file)) == nil ? .text100 : .json
    }
}
