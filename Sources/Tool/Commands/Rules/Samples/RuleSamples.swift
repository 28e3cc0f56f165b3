internal import Arguments
internal import Diagnostics
internal import PromQL
internal import Rules
internal import SampleStore

/// What rules are evaluated over, wherever it comes from.
struct RuleSamples {
    let source: any SampleSource
    /// The times of the first and of the last sample, where everything was read at once.
    private(set) var span: ClosedRange<Int64>?

    /// What to read, and for which rules.
    struct Question {
        let files: [RuleFile]
        let source: QuerySourceOptions
        let limits: QueryLimits
        let console: Console

        /// The engine with the limits that were asked for.
        var engine: QueryEngine {
            var options = QueryOptions()
            options.timeout = limits.timeout
            options.maxSamples = limits.maxSamples
            if let lookback = limits.lookback { options.lookback = lookback.milliseconds }
            return QueryEngine(options)
        }
    }

    /// Reads samples; a server is asked for what the rules look at between the two times.
    static func read(
        _ question: Question,
        scrapedAt time: Int64?,
        evaluatedFrom from: Int64,
        through: Int64
    ) async throws -> RuleSamples {
        let source = question.source
        if let url = source.server.url {
            let server = try source.server.server(at: url, timeout: question.limits.timeout)
            let needs = NeededSamples(
                of: question.files.flatMap(\.rules),
                from: from,
                through: through,
                question.engine.options
            )
            let store = try await needs.read(from: server, telling: question.console)
            return RuleSamples(source: store)
        }
        guard !source.scrape.places.isEmpty else {
            let folder = source.store.path(environment: processEnvironment())
            let (history, contents) = try LocalHistory.look(into: folder)
            question.console.tell(contents.diagnostics)
            return RuleSamples(source: history)
        }
        let scraper = Scraper(
            options: source.scrape,
            server: source.server,
            timeout: question.limits.timeout,
            console: question.console
        )
        do {
            let result = try await scraper.scrape(at: source.scrape.scrapes > 1 ? nil : time ?? WallClock.now)
            return RuleSamples(source: result.store, span: try span(of: result.store))
        } catch let error as Scraper.Unreachable {
            throw QueryFailure(diagnostics: error.diagnostics, status: .unavailable)
        }
    }

    private static func span(of source: some SampleSource) throws(SampleSourceError) -> ClosedRange<Int64>? {
        var span: ClosedRange<Int64>?
        var buffer = SampleBuffer()
        for series in try source.series(matching: [], from: .min, through: .max) {
            buffer.removeAll()
            try source.read(series, from: .min, through: .max, into: &buffer)
            guard let first = buffer.timestamps.first, let last = buffer.timestamps.last else { continue }
            span = min(span?.lowerBound ?? first, first)...max(span?.upperBound ?? last, last)
        }
        return span
    }
}
