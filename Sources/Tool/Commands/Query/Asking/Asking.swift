internal import Arguments
internal import Diagnostics
internal import PrometheusAPI
internal import PromQL
internal import SampleStore

/// One query and everything that decides its answer.
struct Asking {
    let query: QueryText
    let source: QuerySourceOptions
    let moment: MomentOptions
    let limits: QueryLimits
    let console: Console

    struct Outcome {
        var answer: QueryAnswer
        /// Why it may be empty.
        var notes: [Diagnostic] = []
    }

    func outcome(explains: Bool) async throws -> Outcome {
        if let url = source.server.url {
            return try await outcome(from: try source.server.server(at: url, timeout: limits.timeout))
        }
        let expression = try query.parse()
        let now = WallClock.now
        guard !source.scrape.places.isEmpty else {
            let folder = source.store.path(environment: processEnvironment())
            let (history, contents) = try LocalHistory.look(into: folder)
            console.tell(contents.diagnostics)
            let moments = moment.moments(now: now)
            return try outcome(expression, history, moments, isScraped: false, explains: explains)
        }
        let scraper = Scraper(
            options: source.scrape,
            server: source.server,
            timeout: limits.timeout,
            console: console
        )
        let asked = moment.asked(now: now)
        let scraped: Scraper.Result
        do {
            scraped = try await scraper.scrape(at: source.scrape.scrapes > 1 ? nil : asked ?? now)
        } catch let error as Scraper.Unreachable {
            throw QueryFailure(diagnostics: error.diagnostics, status: .unavailable)
        }
        // Without a time of its own the question is about the newest sample.
        let moments = moment.moments(last: asked ?? scraped.newest ?? now)
        if asked == nil, scraped.hasOwnTimes {
            console.tell([Diagnostic(.note, "asked \(moments.text): samples bring their own times")])
        }
        return try outcome(expression, scraped.store, moments, isScraped: true, explains: explains)
    }

    /// Evaluates the expression here.
    private func outcome(
        _ expression: Expression,
        _ samples: some SampleSource,
        _ moments: QueryMoments,
        isScraped: Bool,
        explains: Bool
    ) throws -> Outcome {
        var options = QueryOptions()
        options.timeout = limits.timeout
        options.maxSamples = limits.maxSamples
        options.explains = explains
        if let lookback = limits.lookback { options.lookback = lookback.milliseconds }
        let engine = QueryEngine(options)
        let result: QueryResult
        do throws(QueryError) {
            switch moments {
            case .instant(let time): result = try engine.instant(expression, at: time, source: samples)
            case .range(let from, let through, let step):
                result = try engine.range(
                    expression,
                    from: from,
                    through: through,
                    step: step,
                    source: samples
                )
            }
        } catch {
            throw QueryFailure(diagnostics: [.error(error.description, hint: error.hint)], status: .failure)
        }
        let answer = QueryAnswer(result, to: query, expression, moments)
        guard answer.isEmpty else { return Outcome(answer: answer) }
        let reasons = EmptyAnswer(
            query: query,
            expression: expression,
            moments: moments,
            lookback: options.lookback,
            isScraped: isScraped
        )
        return Outcome(answer: answer, notes: reasons.notes(asking: samples))
    }

    /// Lets a server evaluate the expression, in whatever dialect of PromQL it speaks.
    private func outcome(from server: PrometheusServer) async throws -> Outcome {
        let client = PrometheusClient(server)
        let now = WallClock.now
        let moments = moment.moments(now: now)
        let expression = try? PromQLParser().parse(query.text)
        let lookback = limits.lookback?.milliseconds
        do throws(PrometheusError) {
            let remote: RemoteAnswer
            switch moments {
            case .instant(let time): remote = try await client.query(query.text, at: time, lookback: lookback)
            case .range(let from, let through, let step):
                remote = try await client.query(
                    query.text,
                    from: from,
                    through: through,
                    step: step,
                    lookback: lookback
                )
            }
            let answer = QueryAnswer(remote, expression, moments)
            guard answer.isEmpty, let expression else { return Outcome(answer: answer) }
            let reasons = EmptyAnswer(
                query: query,
                expression: expression,
                moments: moments,
                lookback: lookback ?? QueryOptions().lookback,
                isScraped: false
            )
            return Outcome(answer: answer, notes: await reasons.notes(asking: client))
        } catch {
            let status: ExitStatus =
                error.isUnavailable ? .unavailable : error.kind == .badQuery ? .usage : .failure
            throw QueryFailure(
                diagnostics: [error.diagnostic(query: query.text, named: query.name)],
                status: status
            )
        }
    }
}
