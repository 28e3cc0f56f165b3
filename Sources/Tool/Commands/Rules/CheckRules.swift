internal import Arguments
internal import Diagnostics
internal import Rules
internal import TerminalUI
internal import Values

/// The verb `mcpctl rules check`.
struct CheckRules: Command {
    static let name = "check"
    static let summary = "Find what is wrong with rules, and what will go wrong"
    static let discussion = """
        A file that Prometheus refuses is told with everything that is wrong with it. What it takes is looked at \
        further: rates of gauges, comparisons that never hold, templates without their label, groups that \
        take each other's series too early. '--list' names what is looked for.

        --from, --store and --prometheus say which metrics there are; then rules about metrics that nobody exposes \
        are found too.

        Exits with 0 when nothing is found, 2 when a file cannot be read or is invalid, 3 when there are findings; notes \
        are none.
        """
    static let examples = [
        Example("Look at all rules", "mcpctl rules check rules/*.yaml"),
        Example(
            "Find rules about metrics that the server does not have",
            "mcpctl rules check rules.yaml --from http://localhost:9090/metrics"
        ),
        Example("Only what promtool tells", "mcpctl rules check rules.yaml --lint none"),
    ]
    static let parameters: [Parameter<Self>] =
        RuleFileOptions.optional.lifted(into: \.files) + [
            .option(
                \.chosen,
                "--lint",
                value: "CHECKS",
                help: "What to look for: all, none, or names with commas; alerts means all that begin so"
            ),
            .option(\.disabled, "--disable", value: "CHECK", help: "Do not look for this").conflicting(
                with: "--list"
            ),
            .option(
                \.scrapeInterval,
                "--scrape-interval",
                value: "SPAN",
                help: "Time between scrapes, to find ranges that are too short"
            ),
            .flag(\.lists, "--list", help: "Print what is looked for instead"),
        ] + metrics.under("What is asked")
        + ServerOptions.parameters.lifted(into: \.source.server)
        + DataOptions.parameters.lifted(into: \.data)

    private static let metrics: [Parameter<Self>] =
        HistoryFolder.parameters.lifted(into: \.source.store) + [
            .option(
                \.source.scrape.places,
                "--from",
                value: "FILE|URL",
                help: "Metrics of a file, of an address, or of standard input (-)",
                completion: .file("txt", "prom", "metrics", "om")
            )
        ]

    var files = RuleFileOptions()
    var chosen = CheckNames.all
    var disabled: [CheckNames] = []
    var scrapeInterval: SpanArgument?
    var lists = false
    var source = QuerySourceOptions()
    var data = DataOptions()

    func validate() throws(UsageError) {
        try source.validate()
        if lists {
            guard files.paths.isEmpty else { throw UsageError("--list takes no files") }
        } else if files.paths.isEmpty {
            throw UsageError("no files of rules are named", hint: "name them, or - for standard input")
        }
        try files.refuseSharedInput(with: source)
    }

    func run() async throws -> ExitStatus {
        let checks = RuleChecker.all.filter { check in
            chosen.takes(check.id) && !disabled.contains { $0.takes(check.id) }
        }
        guard !lists else {
            list(checks)
            return .success
        }
        let console = data.shared.console
        let read = files.paths.map { path in
            Result { () throws(InvalidInput) in
                try RuleFileReader.read(try RuleFileOptions.source(at: path), files.reader)
            }
        }
        let good = read.compactMap { try? $0.get() }
        do {
            let context = RuleCheckContext(
                good,
                metrics: try await KnownMetricsQuestion(source: source, console: console).answer(),
                scrapeInterval: scrapeInterval?.milliseconds
            )
            let kept = Set(checks.map { $0.id })
            let report = RuleChecker.check(
                context,
                without: Set(RuleChecker.all.map { $0.id }.filter { !kept.contains($0) })
            )
            return print(report, read, console)
        } catch let failure as QueryFailure {
            console.tell(failure.diagnostics)
            return failure.status
        }
    }

    private func print(
        _ report: RuleCheckReport,
        _ read: [Result<RuleFile, InvalidInput>],
        _ console: Console
    ) -> ExitStatus {
        let entries = zip(files.paths, read).map { CheckedFile(name: $0 == "-" ? "<stdin>" : $0, $1, report) }
        if data.format == .table {
            console.tell(entries.flatMap(\.problems) + report.warnings + report.findings.map(\.diagnostic))
            console.output(entries.map { $0.text + "\n" }.joined())
        } else {
            data.print([
                "files": .array(entries.map(\.value)),
                "warnings": .array(report.warnings.map(\.value)),
                "findings": report.json["findings"] ?? .array([]),
            ]) { "" }
        }
        guard entries.allSatisfy(\.problems.isEmpty) else { return .usage }
        return entries.contains { $0.findings > 0 } || !report.warnings.isEmpty ? .findings : .success
    }

    private func list(_ checks: [any RuleCheck.Type]) {
        let rows: [Value] = checks.map { ["id": .string($0.id), "summary": .string($0.summary)] }
        data.print(.array(rows)) {
            var table = TextTable([.init("CHECK"), .init("FINDS")])
            for check in checks { table.add([check.id, check.summary]) }
            return table.text
        }
    }
}

/// What came of one file.
private struct CheckedFile {
    let name: String
    let problems: [Diagnostic]
    private let file: RuleFile?
    /// Without notes.
    let findings: Int

    init(name: String, _ result: Result<RuleFile, InvalidInput>, _ report: RuleCheckReport) {
        self.name = name
        switch result {
        case .success(let read): (file, problems) = (read, [])
        case .failure(let error): (file, problems) = (nil, error.diagnostics)
        }
        findings = report.findings.count {
            $0.diagnostic.severity != .note && $0.diagnostic.location?.file.name == name
        }
    }

    var text: String {
        guard let file else { return "\(visible(name)): invalid" }
        let rules = file.rules.count
        let found = findings == 0 ? "" : ", \(findings) \(findings == 1 ? "finding" : "findings")"
        return "\(visible(name)): \(rules) \(rules == 1 ? "rule" : "rules") found\(found)"
    }

    var value: Value {
        [
            "file": .string(name), "valid": .bool(file != nil),
            "groups": file.map { .int($0.groups.count) } ?? .null,
            "rules": file.map { .int($0.rules.count) } ?? .null,
            "problems": .array(problems.map(\.value)),
        ]
    }
}
