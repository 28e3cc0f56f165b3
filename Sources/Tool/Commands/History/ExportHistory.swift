internal import Arguments
internal import Diagnostics
internal import PromQL
internal import SampleStore

/// The verb `mcpctl history export`.
struct ExportHistory: Command {
    static let name = "export"
    static let summary = "Write samples of the local history as OpenMetrics text"
    static let discussion = """
        Every sample stands with its time, as 'promtool tsdb create-blocks-from openmetrics' and 'mcpctl history \
        import' read it. The format has no way to say that a series ended: those marks are left out.
        """
    static let examples = [
        Example("Take everything along", "mcpctl history export > history.om"),
        Example(
            "One metric of the last day",
            "mcpctl history export 'calls_total{tool=\"echo\"}' --from now-1d"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.selector,
                "SELECTOR",
                help: "Which series: a selector of PromQL; all when there is none"
            ),
            .option(
                \.from,
                "--from",
                value: "TIME",
                help: "The first time: RFC 3339, seconds since 1970, now-1d"
            ),
            .option(\.to, "--to", value: "TIME", help: "The last time"),
        ] + HistoryFolder.parameters.lifted(into: \.history) + SharedOptions.parameters.lifted(into: \.shared)

    var selector: String?
    var from: TimeArgument?
    var to: TimeArgument?
    var history = HistoryFolder()
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let console = shared.console
        let matchers = try selector.map(Self.matchers) ?? []
        let (store, contents) = try LocalHistory.look(into: history.path(environment: processEnvironment()))
        console.tell(contents.diagnostics)
        let now = WallClock.now
        var export = try OpenMetricsExport(
            store,
            matching: matchers,
            from: from?.milliseconds(now: now) ?? .min,
            through: to?.milliseconds(now: now) ?? .max
        )
        while let piece = try export.next() { console.file(String(decoding: piece, as: UTF8.self)) }
        if export.outcome.samples == 0 {
            console.tell([Diagnostic(.note, "no sample was written: none is selected")])
        }
        if export.outcome.staleMarkers > 0 {
            let count = export.outcome.staleMarkers
            console.tell([
                Diagnostic(.note, "\(count) marks of a series' end have no spelling there and were left out")
            ])
        }
        return .success
    }

    /// The matchers of a selector that says nothing but labels.
    private static func matchers(of text: String) throws -> [Matcher] {
        let query = try QueryText(word: text)
        let expression = try query.parse()
        guard case .selector(let selector) = expression.withoutParentheses.kind, selector.moment == Moment()
        else {
            throw InvalidInput(
                .error(
                    "this is no selector of series",
                    at: query.location(of: expression.range),
                    hint:
                        "write a metric name, or labels in braces: up{job=\"api\"}; --from and --to say when"
                )
            )
        }
        return selector.matchers
    }
}
