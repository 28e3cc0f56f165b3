package import Diagnostics
internal import Exposition
package import SampleStore
internal import Values

/// Keeps what one target exposes in a store, scrape after scrape.
///
/// Follows Prometheus' scrape loop: labels in conflict, own timestamps, staleness markers for series that ended or for
/// all when a scrape fails, and the series that tell of the scrape itself. Bodies that repeat themselves cost little
/// more than reading their numbers.
package struct TargetRecorder: ~Copyable {
    package let target: ScrapeTarget
    /// The address or file under which messages speak of the target.
    package let name: String
    package private(set) var metadata = MetadataTable()

    private let store: SampleStore
    private var bodies: RepeatedBodies
    private var labels: TargetLabels
    private var table = SeriesTable()
    private var followed: FollowedSeries
    private var own: ScrapeSeries

    /// `follows` chooses the series whose values `takeFollowed` tells, `keeps` those that go to the store; each is asked
    /// once for a line.
    package init(
        _ target: ScrapeTarget,
        name: String,
        store: SampleStore,
        follows: (@Sendable (Labels) -> Bool)? = nil,
        keeps: (@Sendable (Labels) -> Bool)? = nil
    ) {
        (self.target, self.name, self.store) = (target, name, store)
        bodies = RepeatedBodies(Self.parser(.text, target))
        labels = TargetLabels(target)
        own = ScrapeSeries(keeps)
        followed = FollowedSeries(target)
        followed.follows = follows
        table.keeps = keeps
    }

    /// The labels of the followed series without those of the target, by their numbers, which hold for that epoch.
    package var followedKeys: (labels: ContiguousArray<Labels>, epoch: Int) {
        (followed.keys, followed.epoch)
    }

    /// Calls with number, value and the value before of the followed series of the last scrape that brought something;
    /// once for each scrape.
    package mutating func takeFollowed(_ visit: (_ number: Int, _ value: Double, _ previous: Double?) -> Void)
    {
        followed.take(visit)
    }

    private static func parser(_ dialect: Dialect, _ target: ScrapeTarget) -> ExpositionParser {
        ExpositionParser(dialect, mode: target.mode, limits: target.limits)
    }

    /// Keeps the samples of an answer; the time of the scrape is milliseconds since the epoch, its duration seconds.
    package mutating func record(
        _ body: [UInt8],
        contentType: String?,
        at time: Int64,
        duration: Double
    ) -> ScrapeOutcome {
        var outcome = ScrapeOutcome()
        let format: ExpositionFormat
        do throws(UnknownFormat) {
            (format, outcome.usedFallback) = try ExpositionFormat.named(
                by: contentType,
                fallback: target.fallback
            )
        } catch {
            return recordFailure(error.diagnostic(name: name), at: time, duration: duration)
        }
        return record(body, format, at: time, duration: duration, outcome)
    }

    /// Keeps the samples of a body whose format is known.
    mutating func record(_ body: [UInt8], _ format: ExpositionFormat, at time: Int64) -> ScrapeOutcome {
        record(body, format, at: time, duration: 0, ScrapeOutcome())
    }

    /// The time of the latest sample of the last body; nothing when it had none.
    var latest: Int64? { table.latest }

    private mutating func record(
        _ body: [UInt8],
        _ format: ExpositionFormat,
        at time: Int64,
        duration: Double,
        _ begun: ScrapeOutcome
    ) -> ScrapeOutcome {
        guard let dialect = format.dialect else {
            return recordTree(body, at: time, duration: duration, begun)
        }
        if bodies.parser.dialect != dialect { bodies = RepeatedBodies(Self.parser(dialect, target)) }
        var outcome = begun
        do throws(ExpositionError) {
            outcome.report = try bodies.read(body)
        } catch {
            return recordFailure(error.diagnostic(name: name), at: time, duration: duration)
        }
        outcome.samples = bodies.values.count
        keep(body, at: time, &outcome)
        if table.wantsLines { keepAgain(body, at: time, &outcome) }
        keepOwn(outcome, at: time, duration)
        bodies.forgetBody()
        return outcome
    }

    private mutating func recordTree(
        _ body: [UInt8],
        at time: Int64,
        duration: Double,
        _ begun: ScrapeOutcome
    ) -> ScrapeOutcome {
        let limits = JSONLimits(maximumBytes: target.limits.bodyBytes)
        do throws(InvalidInput) {
            let file = SourceFile(name: name, text: String(decoding: body, as: UTF8.self))
            let text = target.json.body(try JSON.value(in: file, limits: limits))
            return record(text, .text100, at: time, duration: duration, begun)
        } catch {
            let problem = error.diagnostics.first ?? .error("\(name): the answer is no JSON")
            return recordFailure(problem, at: time, duration: duration)
        }
    }

    /// Ends all series of a target that could not be scraped, and says so in `up`.
    package mutating func recordFailure(
        _ reason: Diagnostic,
        at time: Int64,
        duration: Double
    ) -> ScrapeOutcome {
        var outcome = ScrapeOutcome()
        outcome.failure = reason
        outcome.endedSeries = endSeries(at: time)
        keepOwn(outcome, at: time, duration)
        return outcome
    }

    /// Ends all series of a target that is not scraped any more, `up` among them.
    package mutating func end(at time: Int64) {
        _ = endSeries(at: time)
        own.end(at: time, in: store, &labels)
    }

    private mutating func endSeries(at time: Int64) -> Int {
        let store = store
        return store.append { appender in table.endAll(at: time, appender) }
    }

    private mutating func keep(_ body: [UInt8], at time: Int64, _ outcome: inout ScrapeOutcome) {
        let store = store
        let clock = SeriesTable.Clock(
            time: time,
            honorsTimestamps: target.honorsTimestamps,
            refusesFuture: target.refusesFuture
        )
        store.append { appender in
            if bodies.isReset {
                table.forgetLines()
                followed.forgetLines()
                metadata.removeAll()
            }
            body.withUnsafeBufferPointer { body in
                for index in 0..<bodies.fresh.metadata.count {
                    metadata.update(bodies.fresh.metadata[index], in: body, dialect: bodies.parser.dialect)
                }
                if bodies.fresh.metadata.count > 0 { metadata = metadata.shared() }
                guard bodies.fresh.count > 0 else { return }
                let text = SeriesText(body)
                for row in 0..<bodies.fresh.count {
                    let labels = labels.labels(of: row, in: bodies.fresh, type: bodies.freshTypes[row], text)
                    table.addLine(labels, appender)
                    followed.addLine(labels)
                }
                table.endLines()
                followed.endLines()
            }
            table.keep(bodies, clock, appender, &outcome)
            followed.keep(bodies)
        }
    }

    /// Reads a body as if it were the first, when the store let series go whose labels only their lines tell.
    private mutating func keepAgain(_ body: [UInt8], at time: Int64, _ outcome: inout ScrapeOutcome) {
        bodies.reset()
        // It was read just now.
        guard (try? bodies.read(body)) != nil else { return }
        var again = outcome
        (again.duplicates, again.withoutMemory, again.tooFarAhead) = (0, 0, 0)
        keep(body, at: time, &again)
        outcome = again
    }

    private mutating func keepOwn(_ outcome: ScrapeOutcome, at time: Int64, _ duration: Double) {
        guard !target.labels.isEmpty else { return }
        let samples = Double(outcome.samples)
        own.keep(
            [outcome.isUp ? 1 : 0, duration, samples, samples, Double(outcome.addedSeries)],
            at: time,
            in: store,
            &labels
        )
    }
}
