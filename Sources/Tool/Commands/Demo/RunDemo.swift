internal import Arguments
internal import Dashboard
internal import DemoServer
internal import Diagnostics
internal import FileSystem
internal import Fleet
internal import HTTP
internal import HTTPServing
internal import Templates

/// The verb `mcpctl demo`.
struct RunDemo: Command {
    static let name = "demo"
    static let summary = "Start a fleet of embedded MCP servers to try everything on"
    static let discussion = """
        The servers are real: they speak MCP in its newer and its older revisions, tell their health and metrics in the \
        dialects that servers in the field have, keep sessions, caches, circuit breakers and rate limits, and have an \
        admin channel. Clients call them all the time, and something happens to them: that is the scenario. They listen \
        on loopback, and end with this command.

        On a terminal the dashboard shows them, over HTTP as it shows any others. Elsewhere, and with --once, the story \
        is told in a few lines and tables, and it ends by itself.
        """
    static let examples = [
        Example("See a fleet live", "mcpctl demo"),
        Example("A server that dies and comes back", "mcpctl demo --scenario flap"),
        Example(
            "Servers to try other verbs on, from another shell",
            "mcpctl demo --serve --write-profile demo.yaml"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .option(\.servers, "--servers", value: "COUNT", help: "How many servers there are"),
            .option(\.scenario, "--scenario", value: "NAME", help: "What happens to them"),
            .option(\.seed, "--seed", value: "NUMBER", help: "The same number has the same traffic"),
            .option(\.address, "--address", value: "ADDRESS", help: "Where they listen"),
            .option(
                \.port,
                "--port",
                value: "PORT",
                help: "The first of two ports for each server; any that are free when left out"
            ),
            .option(
                \.duration,
                "--duration",
                value: "SPAN",
                help: "End after that long; a story that is told ends after 20s"
            ),
            .flag(\.once, "--once", help: "Tell the story in lines and tables, on a terminal too"),
            .flag(\.serve, "--serve", help: "Only run the servers, and say where they are")
                .conflicting(with: "--once"),
            .option(
                \.profile,
                "--write-profile",
                value: "FILE",
                help: "Write a profile with the servers as its environment demo, and the key beside it",
                completion: .file("yaml", "yml")
            ),
        ] + SharedOptions.parameters.lifted(into: \.shared)

    var servers = 8
    var scenario = ScenarioArgument(Scenario.all[0])
    var seed = 1
    var address = "127.0.0.1"
    var port: Int?
    var duration: Duration?
    var once = false
    var serve = false
    var profile: String?
    var shared = SharedOptions()

    func validate() throws(UsageError) {
        guard 1...200 ~= servers else { throw UsageError("--servers is from 1 to 200, not \(servers)") }
        guard seed >= 0 else { throw UsageError("--seed is 0 or more, not \(seed)") }
        guard address == "localhost" || address == "::1" || address.hasPrefix("127.") else {
            throw UsageError(
                "--address is one of loopback, not \(address)",
                hint: "the demo's keys are no protection; 127.0.0.1 keeps others out"
            )
        }
        if let port, !(1...65_535).contains(port) || port + 2 * servers - 1 > 65_535 {
            throw UsageError("--port leaves no room for \(2 * servers) ports up to 65535")
        }
    }

    func run() async throws -> ExitStatus {
        let console = shared.console
        var options = DemoOptions(scenario: scenario.scenario)
        options.servers = servers
        options.address = address
        options.port = port
        options.seed = UInt64(seed)
        let demo: DemoFleet
        do throws(ServingError) {
            demo = try DemoFleet(options)
            try demo.start()
        } catch {
            console.tell([error.diagnostic])
            return .failure
        }
        defer { demo.stop() }
        let files = profile.map { DemoProfile(path: $0, demo: demo) }
        try files?.write()
        let life = Task { await demo.run() }
        defer { life.cancel() }
        if serve { return await keepServing(demo, files, console) }
        let plan = DemoPlan(demo, interval: once || !console.isTerminal ? .seconds(1) : .seconds(2)).plan
        let fleet = Fleet(plan, http: HTTPClient())
        // The sessions that looking took are ended before the servers are.
        return await fleet.polled { await show(demo, fleet, console) }
    }

    private func show(_ demo: DemoFleet, _ fleet: Fleet, _ console: Console) async -> ExitStatus {
        if !once, console.isTerminal {
            let feed = FleetFeed(fleet) { try AlertRules(of: [], templates: .embedded) }
            if let status = await showDashboard(feed, demo) { return status }
        }
        return await DemoStory(demo: demo, fleet: fleet, console: console).tell(for: duration ?? .seconds(20))
    }

    /// Nothing where there is no terminal to draw on after all.
    private func showDashboard(_ feed: FleetFeed, _ demo: DemoFleet) async -> ExitStatus? {
        var options = DashboardOptions(title: "mcpctl demo", environment: processEnvironment())
        options.isColored = shared.color != .never
        let screen = Task { [options] in await Dashboard.run(feed, options: options) }
        let end = duration.map { span in
            Task {
                try await Task.sleep(for: span)
                screen.cancel()
            }
        }
        let exit = await screen.value
        end?.cancel()
        return switch exit {
        case .quit, .terminated: .success
        case .interrupted: .interrupted
        case .noTerminal: nil
        }
    }

    private func keepServing(
        _ demo: DemoFleet,
        _ files: DemoProfile?,
        _ console: Console
    ) async -> ExitStatus {
        console.output(demoPlaces(demo))
        if let files {
            console.output("\nFrom another shell: mcpctl status \(files.options)\n\n")
        } else {
            console.output(
                "\nFor the admin channels, and for payments, a key is needed: --write-profile FILE writes one beside it.\n\n"
            )
        }
        EndingSignals.note()
        let start = ContinuousClock.now
        var told = 0
        while !EndingSignals.haveCome, duration.map({ ContinuousClock.now - start < $0 }) ?? true {
            let lines = demo.story(from: told)
            told += lines.count
            for line in lines { console.output("\(line.moment)  \(line.text)\n") }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return EndingSignals.isInterrupted ? .interrupted : .success
    }
}
