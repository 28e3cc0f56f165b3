internal import DemoServer
internal import Fleet
internal import HTTPServing
internal import Arguments

/// Tells a demo to whoever has no dashboard: what happens as it happens, and the fleet at a few moments.
struct DemoStory {
    let demo: DemoFleet
    let fleet: Fleet
    let console: Console

    /// Parts of the whole at which the fleet is shown.
    private static let moments = [0.15, 0.5, 0.95]

    func tell(for span: Duration) async -> ExitStatus {
        EndingSignals.note()
        let start = ContinuousClock.now
        console.output(
            "\(demo.servers.count) MCP servers on loopback; the scenario is \(demo.scenario.name): "
                + "\(demo.scenario.summary).\n\n"
        )
        var told = 0
        var moments = Self.moments[...]
        while !EndingSignals.haveCome {
            let elapsed = ContinuousClock.now - start
            let lines = demo.story(from: told)
            told += lines.count
            for line in lines {
                console.output("\(line.moment)  \(line.isObserved ? "-> " : "")\(line.text)\n")
            }
            if let moment = moments.first, elapsed >= span * moment {
                moments.removeFirst()
                console.output("\n\(demoTable(fleet.snapshot()))\n")
            }
            if elapsed >= span { break }
            try? await Task.sleep(for: .milliseconds(100))
        }
        if EndingSignals.haveCome { return EndingSignals.isInterrupted ? .interrupted : .success }
        if let problem = demo.problem {
            console.tell([problem.diagnostic])
            return .failure
        }
        console.output("\nThe same live: mcpctl demo in a terminal. Servers to try on: mcpctl demo --serve\n")
        return .success
    }
}
