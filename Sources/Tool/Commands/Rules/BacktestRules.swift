internal import Arguments
internal import Diagnostics
internal import GoText
internal import Rules
internal import SampleStore
internal import TerminalUI

/// The verb `mcpctl rules backtest`.
struct BacktestRules: Command {
    static let name = "backtest"
    static let summary = "See which alerts would have fired, and for how long"
    static let discussion = """
        Evaluates the rules at every step of a time that is over, with their 'for' and over what they record \
        themselves, whatever was recorded then. Without --from or --prometheus that is the local history.

        The peak is the value farthest beyond the threshold. Exits with 0 whether alerts would have fired or not, and \
        with 1 when a rule cannot be evaluated.
        """
    static let examples = [
        Example(
            "Try rules on the last day of a server",
            "mcpctl rules backtest rules.yaml --prometheus http://prometheus:9090 --start now-1d"
        ),
        Example(
            "Try them on samples in a file",
            "mcpctl rules backtest rules.yaml --from incident.om --step 15s"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        RuleFileOptions.parameters.lifted(into: \.files)
        + QuerySourceOptions.parameters.lifted(into: \.source)
        + [
            .option(
                \.start,
                "--start",
                value: "TIME",
                help: "When to begin: a day before the end, or with the first sample of what --from names"
            ),
            .option(\.end, "--end", value: "TIME", help: "When to end: now, or with the last sample"),
            .option(\.step, "--step", value: "SPAN", help: "Time between two evaluations"),
        ].under("When")
        + QueryLimits.parameters.lifted(into: \.limits).under("How far")
        + RuleTableOptions.parameters.lifted(into: \.print)

    var files = RuleFileOptions()
    var source = QuerySourceOptions()
    var start: TimeArgument?
    var end: TimeArgument?
    var step = SpanArgument(milliseconds: 60_000)
    var limits = QueryLimits()
    var print = RuleTableOptions()

    private static let day: Int64 = 86_400_000

    func validate() throws(UsageError) {
        try source.validate()
        try files.refuseSharedInput(with: source)
    }

    func run() async throws -> ExitStatus {
        let console = print.shared.console
        let files = try self.files.read()
        let question = RuleSamples.Question(files: files, source: source, limits: limits, console: console)
        let now = WallClock.now
        let (start, end) = (self.start?.milliseconds(now: now), self.end?.milliseconds(now: now))
        do {
            let samples = try await RuleSamples.read(
                question,
                scrapedAt: end,
                evaluatedFrom: start ?? (end ?? now) - Self.day,
                through: end ?? now
            )
            let through = end ?? samples.span?.upperBound ?? now
            let from = start ?? samples.span?.lowerBound ?? through - Self.day
            guard from <= through else {
                throw InvalidInput(
                    .error(
                        "the time to look at ends before it begins: it is from \(WallClock.text(from)) "
                            + "to \(WallClock.text(through))",
                        hint: "without --start and --end it is all that --from has, or the last day"
                    )
                )
            }
            var options = RuleBacktest.Options()
            options.engine = question.engine
            options.step = step.milliseconds
            let steps = (through - from) / step.milliseconds + 1
            console.progress("\(files.reduce(0) { $0 + $1.rules.count }) rules at \(steps) times")
            let result = Result { () throws(RuleFailure) in
                try RuleBacktest.run(files, over: samples.source, from: from, through: through, options)
            }
            console.progress(nil)
            let report = try result.get()
            console.tell(files.flatMap(\.warnings) + Self.problems(of: report))
            print.show(report.json) { Self.text(of: report, isWide: print.format == .wide) }
            return report.problems.isEmpty ? .success : .failure
        } catch let failure as QueryFailure {
            console.tell(failure.diagnostics)
            return failure.status
        } catch let failure as RuleFailure {
            console.tell([.error(failure.message, hint: failure.hint)])
            return .failure
        }
    }

    /// Each rule that failed once, with the first time that it did.
    private static func problems(of report: RuleBacktest) -> [Diagnostic] {
        let byRule = Dictionary(grouping: report.problems) { $0.rule.location }
        return byRule.values.compactMap { problems in
            guard let first = problems.min(by: { $0.time < $1.time }) else { return nil }
            let times = problems.count == 1 ? "" : ", and \(problems.count - 1) times more"
            return .error(
                "`\(shortened(first.rule.name.text))` cannot be evaluated at \(WallClock.text(first.time))\(times): "
                    + first.failure.message,
                at: first.rule.expression.location,
                hint: first.failure.hint
            )
        }.sorted { left, right in
            guard let first = left.location, let second = right.location else { return false }
            return first < second
        }
    }

    // MARK: Text

    private static func text(of report: RuleBacktest, isWide: Bool) -> String {
        var lines = "from \(WallClock.text(report.from)) to \(WallClock.text(report.through))\n"
        if !report.episodes.isEmpty {
            var table = TextTable(
                (isWide ? [.init("GROUP")] : [])
                    + [.init("ALERT"), .init("STATE"), .init("ACTIVE"), .init("FIRED"), .init("ENDED")]
                    + [.init("FIRING FOR", isNumber: true), .init("PEAK", isNumber: true), .init("LABELS")]
            )
            for episode in report.episodes {
                let fired = episode.firedAt.map {
                    PromDuration(milliseconds: (episode.endedAt ?? report.through) - $0)
                }
                table.add(
                    (isWide ? [visible(episode.group)] : []) + [
                        visible(episode.rule.name.text), episode.firedAt == nil ? "pending" : "firing",
                        WallClock.text(episode.activeAt), episode.firedAt.map(WallClock.text) ?? "-",
                        episode.endedAt.map(WallClock.text) ?? "-", fired.map { "\($0)" } ?? "-",
                        GoText.number(episode.peak),
                        visible(episode.labels.dropping(["alertname"]).description),
                    ]
                )
            }
            lines += table.text
        }
        if isWide, !report.quiet.isEmpty {
            lines += "never active: \(report.quiet.map { visible($0.name.text) }.joined(separator: ", "))\n"
        }
        let fired = report.episodes.count { $0.firedAt != nil }
        let pending = report.episodes.count - fired
        let quiet = report.quiet.count
        let words = [
            fired == 1 ? "1 alert would have fired" : "\(fired) alerts would have fired",
            pending == 0 ? nil : "\(pending) only pending",
            quiet == 0 ? nil : "\(quiet) \(quiet == 1 ? "rule" : "rules") never active",
        ]
        return lines + words.compactMap(\.self).joined(separator: ", ") + "\n"
    }
}
