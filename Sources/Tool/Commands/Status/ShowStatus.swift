internal import Arguments
internal import Dashboard
internal import Diagnostics
internal import Discovery
internal import Fleet
internal import HTTP
internal import TerminalUI
internal import Values
internal import YAML

/// The verb `mcpctl status`.
struct ShowStatus: Command {
    static let name = "status"
    static let summary = "Show how all servers are: live on a terminal, as a table otherwise"
    static let discussion = """
        Each server is asked for its health, its metrics and its admin channel as far as it has them, and looked at over \
        MCP itself: who answers, which tools are listed, whether a canary call works. Where what a server says and what \
        it does differ, its row says so.

        States: healthy; degraded, it works but not all of it; unhealthy, it answers and cannot do its work; unreachable; \
        unauthorized, it wants other credentials, which says nothing of its health; wrong-service, something else \
        answers there; unknown.

        Without --watch the servers are asked twice, a second apart, because rates need two looks.

        Exits with 0 when every server could be asked, whatever it said, and with 4 when one could not be reached. With \
        --fail-on, exits with 3 when a server is as bad as that or worse, else with 0; a server that wants other \
        credentials cannot be judged and counts as worse than degraded.
        """
    static let examples = [
        Example("Watch the servers of an environment", "mcpctl status --env prod"),
        Example("Look at one server without a profile", "mcpctl status --target https://mcp.example.com/mcp"),
        Example("Fail a pipeline when something is wrong", "mcpctl status -e prod --once --fail-on degraded"),
        Example("Feed another program", "mcpctl status --watch -o json | jq -c '.counts'"),
    ]
    static let parameters: [Parameter<Self>] =
        TargetOptions.parameters.lifted(into: \.targets)
        + [
            .flag(\.isOnce, "--once", help: "Print one table, on a terminal too").conflicting(
                with: "--watch"
            ),
            .flag(
                \.isWatching,
                "--watch",
                help: "Print again after every interval; with -o json one object on a line each time"
            ),
            .option(
                \.interval,
                "--interval",
                value: "SPAN",
                help: "How often servers are asked; 5s when left out"
            ),
            .option(
                \.polls,
                "--scrapes",
                value: "N",
                help: "How often each server is asked before a table is printed"
            ),
            .option(
                \.failOn,
                "--fail-on",
                value: "STATE",
                help:
                    "Exit with 3 when a server is in this state or a worse one; any is whatever is not healthy"
            ),
        ].under("When") + StatusOutput.parameters.lifted(into: \.output)

    var targets = TargetOptions()
    var isOnce = false
    var isWatching = false
    var interval: Duration?
    var polls = 2
    var failOn: FailureThreshold?
    var output = StatusOutput()

    func validate() throws(UsageError) {
        try targets.validate()
        guard 1...100 ~= polls else { throw UsageError("--scrapes must be from 1 to 100, not \(polls)") }
        if let interval, !(Duration.milliseconds(100)...Duration.seconds(86_400)).contains(interval) {
            throw UsageError("--interval must be from 100ms to 24h")
        }
        if isWatching, output.format == .yaml {
            throw UsageError("--watch prints tables or lines of JSON, not YAML", hint: "use -o json")
        }
    }

    func run() async throws -> ExitStatus {
        let console = output.shared.console
        let plan = try targets.plan()
        console.tell(plan.warnings)
        var fleetPlan = FleetPlan(plan)
        // As rules tell servers apart.
        fleetPlan.sources = [NamedTargets(plan)]
        fleetPlan.options.interval = interval ?? .seconds(5)
        if let timeout = targets.timeout {
            fleetPlan.options.timeout = timeout
            fleetPlan.options.timeoutIsChosen = true
        }
        let isDashboard = !isWatching && !isOnce && console.isTerminal && output.format == .table
        // Only the dashboard has rules that read them.
        fleetPlan.options.keepsSeries = isDashboard
        let fleet = Fleet(fleetPlan, http: HTTPClient(connectionLimit: 256))
        if isDashboard {
            // Those of the profile's rules, or of the rules that come with the tool.
            let feed = FleetFeed(fleet) {
                try AlertRules(of: plan.profiles, templates: try targets.templates.set())
            }
            switch await fleet.polled(while: { await Dashboard.run(feed, options: dashboardOptions) }) {
            case .quit: return .success
            case .interrupted, .terminated: return .interrupted
            case .noTerminal: break
            }
        }
        return await EndingSignals.cancelling {
            isWatching ? await watch(fleet, console) : await once(fleet, console)
        }
    }

    private var dashboardOptions: DashboardOptions {
        var options = DashboardOptions(title: "mcpctl status", environment: processEnvironment())
        options.isColored = output.shared.color != .never
        return options
    }

    private func once(_ fleet: Fleet, _ console: Console) async -> ExitStatus {
        var snapshot = fleet.snapshot()
        for poll in 1...polls {
            if poll > 1 { try? await Task.sleep(for: interval ?? .seconds(1)) }
            console.progress("asking the servers, \(poll) of \(polls)")
            snapshot = await fleet.pollOnce()
            // Nothing comes of asking nobody twice.
            if snapshot.servers.isEmpty || Task.isCancelled { break }
        }
        console.progress(nil)
        if Task.isCancelled { return .interrupted }
        console.tell(snapshot.sources.compactMap(\.problem))
        output.show(snapshot, console)
        guard !snapshot.servers.isEmpty else {
            console.tell([
                .error(
                    "there are no servers to look at",
                    hint: "check the sources of targets above, and --server"
                )
            ])
            return .failure
        }
        return status(of: snapshot)
    }

    /// Prints again and again, until the pipe is closed or somebody ends it.
    private func watch(_ fleet: Fleet, _ console: Console) async -> ExitStatus {
        let interval = interval ?? .seconds(5)
        return await fleet.polled {
            var next = ContinuousClock.now + .seconds(1)
            while true {
                do { try await Task.sleep(until: next, clock: .continuous) } catch { return .interrupted }
                let snapshot = fleet.snapshot()
                console.tell(snapshot.sources.compactMap(\.problem))
                output.showNext(snapshot, console)
                next += interval
            }
        }
    }

    private func status(of snapshot: FleetSnapshot) -> ExitStatus {
        if let failOn {
            return snapshot.servers.contains { failOn.isMet(by: $0.state) } ? .findings : .success
        }
        return snapshot.servers.contains { $0.state == .unreachable } ? .unavailable : .success
    }
}

/// From which state on a verb reports findings.
enum FailureThreshold: String, CaseIterable, ArgumentValue {
    case any, degraded, unhealthy, unreachable

    func isMet(by state: HealthState) -> Bool {
        switch self {
        case .any: state != .healthy
        case .degraded: state != .healthy && state != .unknown
        case .unhealthy: state != .healthy && state != .unknown && state != .degraded
        case .unreachable: state == .unreachable
        }
    }
}
