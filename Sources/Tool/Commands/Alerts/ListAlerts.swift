internal import Arguments
internal import Diagnostics
internal import Discovery
internal import Fleet
internal import HTTP
internal import Profile
internal import PrometheusAPI
internal import RuleWatch
internal import Rules
internal import SampleStore
internal import Values

/// The verb `mcpctl alerts`.
struct ListAlerts: Command {
    static let name = "alerts"
    static let summary = "Show which alerts are pending and firing"
    static let discussion = """
        Asks the servers and evaluates rules over what they say: the rules that --rules names; else those that 'render \
        prometheus' writes for the profile; else a pack that fits any server, for servers without a profile. Rules over \
        what mcpctl sees itself, beside what servers say, are among the last two.

        An alert with a 'for' is pending until its condition held as long: one look shows what would fire, -o wide \
        when. --watch goes on looking; --store takes the past from the local history, and asks no server. --prometheus \
        asks a Prometheus for the alerts of its own rules instead.

        Exits with 3 when an alert fires, 0 when none does, 1 when a rule cannot be evaluated, 4 when a server could \
        not be reached.
        """
    static let examples = [
        Example("See what fires in an environment", "mcpctl alerts --env prod"),
        Example("Look at one server without a profile", "mcpctl alerts --target https://mcp.example.com"),
        Example("Try rules on live servers", "mcpctl alerts -e prod --rules rules/*.yaml --watch"),
        Example("Ask a Prometheus", "mcpctl alerts --prometheus http://prometheus:9090 -o json"),
    ]
    static let parameters: [Parameter<Self>] =
        TargetOptions.parameters.lifted(into: \.targets)
        + [
            .option(
                \.rules,
                "--rules",
                value: "FILE",
                help: "Evaluate the rules of this file instead; may be given again",
                completion: .file("yaml", "yml", "rules")
            ).conflicting(with: "--prometheus"),
            .flag(\.usesHistory, "--history", help: "Take samples from the local history, and ask no server"),
            .option(
                \.prometheus,
                "--prometheus",
                value: "URL",
                help: "Ask this server for the alerts of its own rules"
            ).conflicting(with: "--target", "--targets-file", "--history"),
        ].under("What is asked") + HistoryFolder.parameters.lifted(into: \.store).under("What is asked")
        + [
            .flag(\.isWatching, "--watch", help: "Print again after every interval"),
            .option(
                \.interval,
                "--interval",
                value: "SPAN",
                help: "How often servers are asked; 15s when left out"
            ),
            .option(
                \.polls,
                "--scrapes",
                value: "N",
                help: "How often each server is asked before rules are evaluated"
            ),
            .option(
                \.failOn,
                "--fail-on",
                value: "STATE",
                help: "Exit with 3 when an alert is in this state or worse"
            ),
        ].under("When") + RuleTableOptions.parameters.lifted(into: \.print)

    var targets = TargetOptions()
    var rules: [String] = []
    var usesHistory = false
    var prometheus: String?
    var store = HistoryFolder()
    var isWatching = false
    var interval: Duration?
    var polls = 2
    var failOn = AlertThreshold.firing
    var print = RuleTableOptions()

    func validate() throws(UsageError) {
        try targets.validate()
        guard 1...100 ~= polls else { throw UsageError("--scrapes must be from 1 to 100, not \(polls)") }
        if let interval, !(Duration.milliseconds(100)...Duration.seconds(86_400)).contains(interval) {
            throw UsageError("--interval must be from 100ms to 24h")
        }
        if isWatching, print.format == .yaml {
            throw UsageError("--watch prints tables or lines of JSON, not YAML", hint: "use -o json")
        }
    }

    func run() async throws -> ExitStatus {
        let console = print.shared.console
        if let prometheus { return try await ask(prometheus, console) }
        if usesHistory || store.folder != nil { return try history(console) }
        let (fleet, rules) = try watched(console)
        return await EndingSignals.cancelling {
            isWatching ? await follow(fleet, rules, console) : await once(fleet, rules, console)
        }
    }

    // MARK: Servers

    /// A fleet, and the rules that are evaluated over its samples.
    private func watched(_ console: Console) throws -> (fleet: Fleet, rules: RuleWatch) {
        let plan = try targets.plan()
        console.tell(plan.warnings)
        let rules = try chosenRules(plan.profiles)
        console.tell(rules.warnings)
        let fleet = Fleet(fleetPlan(plan), http: HTTPClient(connectionLimit: 256))
        var options = RuleWatch.Options()
        options.interval = Int64((interval ?? .seconds(15)) / .milliseconds(1))
        options.hastens = true
        return (fleet, try RuleWatch(rules.files, over: fleet.store, options))
    }

    private func once(_ fleet: Fleet, _ rules: RuleWatch, _ console: Console) async -> ExitStatus {
        var rules = rules
        var snapshot = fleet.snapshot()
        for poll in 1...polls {
            if poll > 1 { try? await Task.sleep(for: interval ?? .seconds(1)) }
            console.progress("asking the servers, \(poll) of \(polls)")
            snapshot = await fleet.pollOnce()
            if Task.isCancelled { break }
            rules.evaluateAll(at: WallClock.now)
        }
        console.progress(nil)
        if Task.isCancelled { return .interrupted }
        console.tell(snapshot.sources.compactMap(\.problem))
        guard !snapshot.servers.isEmpty else {
            console.tell([
                .error("there are no servers to look at", hint: "check the sources of targets, and --server")
            ])
            return .failure
        }
        let status = show(report(of: rules), console)
        guard status == .success else { return status }
        return snapshot.servers.contains { $0.state == .unreachable } ? .unavailable : .success
    }

    /// Prints again and again, until the pipe is closed or somebody ends it.
    private func follow(_ fleet: Fleet, _ rules: RuleWatch, _ console: Console) async -> ExitStatus {
        let interval = interval ?? .seconds(15)
        return await fleet.polled {
            var rules = rules
            var next = ContinuousClock.now + min(interval, .seconds(2))
            while true {
                do { try await Task.sleep(until: next, clock: .continuous) } catch { return .interrupted }
                rules.evaluate(at: WallClock.now)
                console.tell(fleet.snapshot().sources.compactMap(\.problem))
                let report = report(of: rules)
                switch print.format {
                case .json, .yaml: console.json(report.value.json(.compact))
                case .table, .wide: console.output(report.text(isWide: print.format == .wide) + "\n")
                }
                next += interval
            }
        }
    }

    private func fleetPlan(_ plan: TargetPlan) -> FleetPlan {
        var fleet = FleetPlan(plan)
        fleet.sources = [NamedTargets(plan)]
        fleet.options.interval = interval ?? .seconds(15)
        if let timeout = targets.timeout {
            fleet.options.timeout = timeout
            fleet.options.timeoutIsChosen = true
        }
        return fleet
    }

    private func chosenRules(_ profiles: [ResolvedProfile]) throws -> AlertRules {
        guard rules.isEmpty else {
            var files = RuleFileOptions()
            files.paths = rules
            return AlertRules(try files.read())
        }
        return try AlertRules(of: profiles, templates: try targets.templates.set())
    }

    private func report(of watch: RuleWatch) -> AlertReport {
        AlertReport(
            time: watch.evaluatedAt ?? WallClock.now,
            alerts: watch.alerts,
            rules: watch.ruleCount,
            problems: watch.problems.map(\.diagnostic)
        )
    }

    // MARK: Elsewhere

    /// Runs the rules over as much of the past as their alerts wait for.
    private func history(_ console: Console) throws -> ExitStatus {
        let profiles = rules.isEmpty && targets.profile != nil ? try targets.plan().profiles : []
        let rules = try chosenRules(profiles)
        console.tell(rules.warnings)
        let (store, contents) = try LocalHistory.look(into: store.path(environment: processEnvironment()))
        console.tell(contents.diagnostics)
        guard let end = contents.last else {
            console.tell([.error("the history has no samples")])
            return .failure
        }
        let past = AlertPast(of: rules.files).length
        var options = RuleWatch.Options()
        options.interval = 60_000
        var watch = try RuleWatch(rules.files, over: store, options)
        var time = max(end - past, contents.first ?? end)
        while time < end {
            watch.evaluate(at: time)
            time = min(watch.nextDue ?? end, end)
        }
        watch.evaluateAll(at: end)
        return show(report(of: watch), console)
    }

    private func ask(_ url: String, _ console: Console) async throws -> ExitStatus {
        var options = ServerOptions()
        options.tokenFile = targets.access.tokenFile
        options.headerFile = targets.access.headerFile
        options.authorityFile = targets.access.authorityFile
        options.isInsecure = targets.access.isInsecure
        let server = try options.server(at: url, timeout: targets.timeout ?? .seconds(10))
        do throws(PrometheusError) {
            let alerts = try await PrometheusClient(server).alerts().compactMap(AlertSnapshot.init)
            let report = AlertReport(time: WallClock.now, alerts: alerts.sorted(by: AlertSnapshot.isWorse))
            return show(report, console)
        } catch {
            console.tell([error.diagnostic(query: "", named: "alerts")])
            return error.isUnavailable ? .unavailable : .failure
        }
    }

    private func show(_ report: AlertReport, _ console: Console) -> ExitStatus {
        console.tell(report.problems)
        print.show(report.value) { report.text(isWide: print.format == .wide) }
        if report.isMet(failOn) { return .findings }
        return report.problems.isEmpty ? .success : .failure
    }
}
