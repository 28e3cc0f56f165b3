internal import Arguments
internal import Diagnostics
internal import Rules

/// The verb `mcpctl rules eval`.
struct EvaluateRules: Command {
    static let name = "eval"
    static let summary = "Evaluate rules: what they record, and which alerts fire"
    static let discussion = """
        Evaluates all rules at one moment, each over what those before it recorded. Without --from or --prometheus \
        that is done over the local history, and without --at with the newest samples.

        An alert with a 'for' fires when its condition held as long in the samples that there are; until then it is \
        pending. Read once, metrics hold no past: such alerts are pending.

        Exits with 0 when no alert fires, 3 when one does, 1 when a rule cannot be evaluated.
        """
    static let examples = [
        Example(
            "See what a server's metrics mean to the rules",
            "mcpctl rules eval rules.yaml --from http://localhost:9090/metrics --scrapes 3"
        ),
        Example(
            "Ask a Prometheus that lacks these rules",
            "mcpctl rules eval new.yaml --prometheus http://prometheus:9090"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        RuleFileOptions.parameters.lifted(into: \.files)
        + QuerySourceOptions.parameters.lifted(into: \.source)
        + [
            .option(
                \.at,
                "--at",
                value: "TIME",
                help: "Evaluate at this time: RFC 3339, seconds since 1970, now, now-5m"
            )
        ].under("When")
        + QueryLimits.parameters.lifted(into: \.limits).under("How far")
        + RuleTableOptions.parameters.lifted(into: \.print)

    var files = RuleFileOptions()
    var source = QuerySourceOptions()
    var at: TimeArgument?
    var limits = QueryLimits()
    var print = RuleTableOptions()

    func validate() throws(UsageError) {
        try source.validate()
        try files.refuseSharedInput(with: source)
        if source.scrape.scrapes > 1, at != nil {
            throw UsageError("--at cannot be used with --scrapes: they are taken now")
        }
    }

    func run() async throws -> ExitStatus {
        let console = print.shared.console
        let files = try self.files.read()
        let question = RuleSamples.Question(files: files, source: source, limits: limits, console: console)
        let now = WallClock.now
        let asked = at?.milliseconds(now: now)
        let past = AlertPast(of: files)
        do {
            let samples = try await RuleSamples.read(
                question,
                scrapedAt: asked,
                evaluatedFrom: (asked ?? now) - past.length,
                through: asked ?? now
            )
            let time = asked ?? samples.span?.upperBound ?? now
            let evaluation = RuleEvaluation.run(
                files,
                over: samples.source,
                at: time,
                engine: question.engine
            )
            let firing = try past.firing(over: samples.source, at: time, engine: question.engine)
            let report = EvaluatedRules(evaluation, firing: firing)
            console.tell(files.flatMap(\.warnings) + report.diagnostics)
            print.show(report.value) { report.text(isWide: print.format == .wide) }
            return report.hasFailures ? .failure : report.isFiring ? .findings : .success
        } catch let failure as QueryFailure {
            console.tell(failure.diagnostics)
            return failure.status
        } catch let failure as RuleFailure {
            console.tell([.error(failure.message, hint: failure.hint)])
            return .failure
        }
    }
}
