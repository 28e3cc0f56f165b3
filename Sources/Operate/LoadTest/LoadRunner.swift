internal import HTTP
package import MCP
internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Sends requests at a rate, whether or not the ones before were answered (an open loop).
///
/// A request's latency counts from when it was to be sent: one that waits behind a slow one shows it, as a user would
/// feel it (no "coordinated omission").
package struct LoadRunner: Sendable {
    private let plan: LoadPlan
    private let clients: [MCPClient]

    /// How many requests may wait at a time before more are not sent at all.
    private static let waitingLimit = 20_000
    /// How often it looks whether it is to stop.
    private static let patience = Duration.milliseconds(50)

    package init(_ plan: LoadPlan, endpoint: MCPEndpoint, options: MCPOptions) {
        self.plan = plan
        let http = HTTPClient(connectionLimit: plan.inFlight, hostLimit: plan.inFlight)
        clients = (0..<plan.sessions).map { _ in MCPClient(endpoint: endpoint, http: http, options: options) }
    }

    /// Throws when the server cannot be spoken to at all; ends every session, however it ends.
    ///
    /// `isStopped` is asked again and again: once it says so nothing more is sent, and what was sent is
    /// given up.
    /// `progress` is told what was sent and answered so far, a few times a second.
    package func run(
        isStopped: @escaping @Sendable () -> Bool,
        progress: @escaping @Sendable (LoadProgress) -> Void
    ) async throws(MCPFailure) -> LoadReport {
        do throws(MCPFailure) {
            let server = try await clients[0].connect()
            let mix =
                plan.mix.isEmpty ? [LoadPlan.Part(server.hasTools ? .listTools : .ping)] : plan.mix
            var report = LoadReport(endpoint: clients[0].endpoint.name, server: server, plan: plan, mix: mix)
            // The others' handshakes do not count either.
            for client in clients.dropFirst() { try await client.connect() }
            await send(mix, into: &report, isStopped: isStopped, progress: progress)
            await close()
            return report
        } catch {
            await close()
            throw error
        }
    }

    private func close() async {
        await withTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { await client.close() } }
        }
    }

    private func send(
        _ mix: [LoadPlan.Part],
        into report: inout LoadReport,
        isStopped: @escaping @Sendable () -> Bool,
        progress: @escaping @Sendable (LoadProgress) -> Void
    ) async {
        let tally = Tally(report.parts)
        let clock = ContinuousClock()
        var rounds = WeightedRounds(mix.map(\.weight))
        var lateness = LatencyHistogram()
        var told = clock.now
        let warmUp = plan.warmUpRequests
        let all = warmUp + plan.requests
        let start = clock.now
        let countedFrom = start + .seconds(Double(warmUp) / plan.rate)
        report.startedAt = wallClock() + Double(warmUp) / plan.rate
        await withDiscardingTaskGroup { group in
            for number in 0..<all {
                let due = start + .seconds(Double(number) / plan.rate)
                while clock.now < due, !isStopped() {
                    try? await clock.sleep(until: min(due, clock.now + Self.patience), tolerance: .zero)
                    if clock.now - told > .milliseconds(250) {
                        told = clock.now
                        progress(tally.progress(sent: number, of: all, warmUp: warmUp))
                    }
                }
                guard !isStopped(), !Task.isCancelled else {
                    report.isInterrupted = true
                    break
                }
                let place = rounds.next()
                let counts = number >= warmUp
                if counts { lateness.record(max(.zero, clock.now - due)) }
                guard tally.begin(limit: Self.waitingLimit) else {
                    if counts { tally.add(.notSent, .zero, at: place) }
                    continue
                }
                let client = clients[number % clients.count]
                let question = mix[place].question
                group.addTask {
                    let outcome = await Self.ask(question, client)
                    let now = clock.now
                    // What was given up because somebody stopped the test says nothing.
                    if counts, !Task.isCancelled { tally.add(outcome, now - due, at: place) }
                    tally.end(now)
                }
            }
            while tally.isWaiting {
                guard !isStopped(), !Task.isCancelled else {
                    report.isInterrupted = true
                    group.cancelAll()
                    break
                }
                try? await clock.sleep(for: .milliseconds(10))
            }
        }
        report.parts = tally.parts
        report.lateness = lateness
        report.duration = max(.zero, (tally.lastEnd ?? clock.now) - countedFrom)
    }

    private static func ask(_ question: LoadPlan.Question, _ client: MCPClient) async -> LoadOutcome {
        do throws(MCPFailure) {
            switch question {
            case .tool(let name, let arguments):
                let result = try await client.callTool(name, arguments: arguments)
                if result.rateLimit != nil { return .rateLimited }
                return result.isError ? .toolError : .ok
            case .listTools: _ = try await client.listTools()
            case .ping: try await client.ping()
            }
            return .ok
        } catch {
            return LoadOutcome(error)
        }
    }

    private func wallClock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// How far a load test is.
package struct LoadProgress: Sendable {
    package let sent: Int
    package let all: Int
    package let isWarmingUp: Bool
    /// Of those that count.
    package let answered: Int
    package let failed: Int
}

/// What the requests that end at the same time write into.
private final class Tally: Sendable {
    private struct State {
        var parts: [LoadReport.Part]
        var underWay = 0
        var lastEnd: ContinuousClock.Instant?
    }

    private let state: Mutex<State>

    init(_ parts: [LoadReport.Part]) { state = Mutex(State(parts: parts)) }

    var parts: [LoadReport.Part] { state.withLock(\.parts) }

    /// False when too many wait already.
    func begin(limit: Int) -> Bool {
        state.withLock { state in
            guard state.underWay < limit else { return false }
            state.underWay += 1
            return true
        }
    }

    func end(_ time: ContinuousClock.Instant) {
        state.withLock { state in
            state.underWay -= 1
            state.lastEnd = time
        }
    }

    var isWaiting: Bool { state.withLock { $0.underWay > 0 } }
    var lastEnd: ContinuousClock.Instant? { state.withLock(\.lastEnd) }

    func add(_ outcome: LoadOutcome, _ latency: Duration, at place: Int) {
        state.withLock { $0.parts[place].figures.add(outcome, latency) }
    }

    func progress(sent: Int, of all: Int, warmUp: Int) -> LoadProgress {
        state.withLock { state in
            LoadProgress(
                sent: sent,
                all: all,
                isWarmingUp: sent < warmUp,
                answered: state.parts.reduce(0) { $0 + $1.figures.requests },
                failed: state.parts.reduce(0) { $0 + $1.figures.failed }
            )
        }
    }
}
