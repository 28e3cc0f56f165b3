internal import Arguments
internal import Diagnostics
internal import Discovery
internal import FileSystem
internal import GoText
internal import HTTP
internal import LoadTest
internal import MCP
internal import Values

/// The verb `mcpctl bench`.
struct BenchServer: Command {
    static let name = "bench"
    static let summary = "Measure how fast a server answers at a rate: a small load test"
    static let discussion = """
        Requests are sent at the rate asked for, whether or not the ones before were answered. Latencies count from when \
        a request was to be sent, so a server that stalls is not flattered.

        Without --tool it asks for the list of tools, or whether the server is there when it has none. Tools are really \
        called: choose those that may be.

        Exits with 0 when the test ran to its end, with 1 when more than --max-error-ratio failed or nothing could be \
        measured, with 4 when nobody answers, and with 130 after Ctrl-C, with what was measured until then.
        """
    static let examples = [
        Example("Ask for the list of tools", "mcpctl bench http://localhost:3000/mcp"),
        Example(
            "Call a tool fifty times a second",
            "mcpctl bench http://localhost:3000/mcp --tool echo --arguments '{\"text\": \"hi\"}' --rate 50/s"
        ),
        Example(
            "Three of one for each of another",
            "mcpctl bench http://localhost:3000/mcp --tool search=3 --tool fetch --arguments 'fetch={\"id\": 1}'"
        ),
        Example(
            "Keep the result, and fail when one in a hundred did",
            "mcpctl bench http://localhost:3000/mcp --result bench.json --max-error-ratio 0.01"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        asking + amount + yield + safety
        + TargetAccessOptions.parameters.lifted(into: \.access)
        + DataOptions.parameters.lifted(into: \.print)

    var url = ""
    var tools: [ToolShareArgument] = []
    var arguments: [ToolArgumentsArgument] = []
    var rate = RateArgument(perSecond: 10)
    var duration = Duration.seconds(10)
    var count: Int?
    var warmUp = Duration.seconds(1)
    var inFlight = 64
    var sessions = 1
    var timeout = Duration.seconds(5)
    var maxErrorRatio: RatioArgument?
    var result: String?
    var profile: String?
    var confirmation: String?
    var access = TargetAccessOptions()
    var print = DataOptions()

    func validate() throws(UsageError) {
        try access.validate()
        guard let authority = HTTPAuthority(of: url) else {
            throw UsageError(
                "'\(url)' is no http:// or https:// URL",
                hint: "mcpctl bench http://localhost:3000/mcp"
            )
        }
        guard !authority.hasUser else {
            throw UsageError(
                "the URL must not hold a user or a password",
                hint: "send credentials with --token-file or --header-file"
            )
        }
        for given in arguments {
            guard let tool = given.tool else { continue }
            guard tools.contains(where: { $0.name == tool }) else {
                throw UsageError(
                    "--arguments are for '\(tool)', which is not called",
                    hint: "add --tool \(tool)"
                )
            }
        }
        guard arguments.isEmpty || !tools.isEmpty else {
            throw UsageError("--arguments are for tools, and none is called", hint: "add --tool NAME")
        }
        if let problem = plan.refusal { throw UsageError(problem.message, hint: problem.hint) }
    }

    func run() async throws -> ExitStatus {
        let console = print.shared.console
        try refuseProtected()
        if access.isInsecure {
            console.tell([
                .warning("certificates are not checked: whoever is between here and there may answer")
            ])
        }
        var options = MCPOptions()
        options.clientVersion = Version.number
        options.deadline = timeout
        let runner = LoadRunner(plan, endpoint: try endpoint(), options: options)
        Interruption.watch()
        let report: LoadReport
        do throws(MCPFailure) {
            report = try await runner.run(isStopped: { Interruption.isRequested }) { progress in
                console.progress(Self.words(progress))
            }
            console.progress(nil)
        } catch {
            console.progress(nil)
            if Interruption.isRequested { return .interrupted }
            console.tell([error.diagnostic])
            return error.isUnreachable ? .unavailable : .failure
        }
        let value = report.value(tool: "mcpctl bench \(Version.number)")
        print.print(value) { BenchPage(report).text }
        if let result { try Self.write(value, to: result) }
        console.tell(remarks(on: report))
        return status(of: report)
    }

    private func status(of report: LoadReport) -> ExitStatus {
        if report.isInterrupted { return .interrupted }
        if report.isUnreachable { return .unavailable }
        guard let limit = maxErrorRatio?.ratio else { return .success }
        return report.total.errorRatio > limit ? .failure : .success
    }

    private func remarks(on report: LoadReport) -> [Diagnostic] {
        var remarks: [Diagnostic] = []
        let late = report.lateness.percentile(99)
        if late > .milliseconds(10) {
            remarks.append(
                .warning(
                    "one in a hundred requests was sent \(GoText.fixed(late / .milliseconds(1), digits: 0)) ms late or more",
                    hint: "this machine is busy: latencies say as much about it as about the server"
                )
            )
        }
        if let limit = maxErrorRatio, report.total.errorRatio > limit.ratio {
            remarks.append(
                .error(
                    "\(GoText.fixed(report.total.errorRatio * 100, digits: 2))% failed, more than --max-error-ratio allows"
                )
            )
        }
        return remarks
    }

    private static func words(_ progress: LoadProgress) -> String {
        let failed = progress.failed > 0 ? ", \(progress.failed) failed" : ""
        return
            "\(progress.isWarmingUp ? "warming up, " : "")\(progress.sent) of \(progress.all) sent\(failed)"
    }

    private static func write(_ value: Value, to path: String) throws {
        var batch = FileBatch()
        try batch.stage(Array((value.json(.pretty) + "\n").utf8), to: path, isForEverybody: true)
        try batch.commit()
    }
}
