internal import Arguments
internal import Diagnostics
internal import PromQL

/// The verb `mcpctl query`.
struct RunQuery: Command {
    static let name = "query"
    static let summary = "Ask a question in PromQL of metrics, of history, or of a Prometheus"
    static let discussion = """
        The language is PromQL of Prometheus 3. It is asked of the local history unless --from names metrics to read on \
        the spot, or --prometheus a server.

        Samples that bring no time of their own count as taken at the moment that is asked for. Series that are scraped \
        from an address carry it as their label instance, those of several files the name of the file.

        Exits with 0 also when no series answers; standard error then says why that may be.
        """
    static let examples = [
        Example("Look at what a server exposes", "mcpctl query up --from http://localhost:9090/metrics"),
        Example(
            "Errors a second, from ten scrapes",
            "mcpctl query 'sum(rate(errors_total[1m]))' --from http://localhost:9090/metrics --scrapes 10"
        ),
        Example(
            "Draw the last hour",
            "mcpctl query 'sum by (tool) (rate(calls_total[5m]))' --range 1h --chart"
        ),
        Example("See how an expression is put together", "mcpctl query --format @slow.promql"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.word,
                "EXPR",
                help: "The expression; @FILE reads it from a file, - from standard input",
                completion: .dynamic(MetricCompletion.candidates)
            )
        ] + QuerySourceOptions.parameters.lifted(into: \.source)
        + MomentOptions.parameters.lifted(into: \.moment).under("When")
        + QueryLimits.parameters.lifted(into: \.limits).under("How far")
        + AnswerOptions.parameters.lifted(into: \.print)

    var word = ""
    var source = QuerySourceOptions()
    var moment = MomentOptions()
    var limits = QueryLimits()
    var print = AnswerOptions()

    func validate() throws(UsageError) {
        try source.validate()
        try moment.validate(source: source)
        try print.validate(isRange: moment.range != nil)
        if word == "-", source.scrape.places.contains("-") {
            throw UsageError("the expression and the metrics cannot both come from standard input")
        }
        if print.explains, source.server.url != nil {
            throw UsageError(
                "--explain cannot be used with --prometheus",
                hint: "a server does not tell what the parts of an expression cost"
            )
        }
    }

    func run() async throws -> ExitStatus {
        let console = print.shared.console
        let query = try QueryText(word: word)
        if print.formats {
            console.file(try query.parse().formatted(width: 80) + "\n")
            return .success
        }
        let asking = Asking(query: query, source: source, moment: moment, limits: limits, console: console)
        do {
            let outcome = try await asking.outcome(explains: print.explains)
            console.tell(outcome.answer.diagnostics(for: query) + outcome.notes)
            AnswerPrinter(options: print, console: console).print(outcome.answer)
            return .success
        } catch let failure as QueryFailure {
            console.tell(failure.diagnostics)
            return failure.status
        }
    }
}

/// A query without an answer, and what that means for whoever started the process.
struct QueryFailure: Error {
    let diagnostics: [Diagnostic]
    let status: ExitStatus
}
