internal import Discovery
internal import HTTP
internal import SampleStore
internal import Synchronization

/// Asks one server and keeps what is known of it; whoever schedules polls never starts two at a time.
final class ServerPoller: Sendable {
    private let state: Mutex<ServerState>
    private let http: HTTPClient
    private let clock: any FleetClock

    init(
        _ target: FleetTarget,
        _ expectations: ServerExpectations,
        _ options: FleetOptions,
        http: HTTPClient,
        store: SampleStore,
        clock: any FleetClock
    ) {
        (self.http, self.clock) = (http, clock)
        state = Mutex(ServerState(target, expectations, options, store: store))
    }

    /// What is known, and how many milliseconds the server asked to wait from its last answer on.
    var row: (snapshot: ServerSnapshot, wait: Int64?) {
        let ticks = clock.ticks
        return state.withLock { ($0.row, $0.waitTicks.map { max(0, $0 - ticks) }) }
    }

    var isAskedToWait: Bool {
        let ticks = clock.ticks
        return state.withLock { ($0.waitTicks ?? .min) > ticks }
    }

    var isInsecure: Bool { state.withLock { $0.target.access.tls.isInsecure } }

    /// Asks everything that is due; a server that asked us to wait is not asked before.
    func poll() async {
        let ticks = clock.ticks
        let wall = clock.wall
        guard let questions = state.withLock({ $0.questions(at: ticks, http: http) }) else { return }
        var answers = await questions.answers(wall: wall)
        // What was seen of MCP a while ago says nothing about a server that has fallen silent since.
        if answers.look == nil, answers.isSilent,
            let more = state.withLock({ $0.questionsAfterSilence(at: ticks, http: http) })
        {
            answers.look = await more.answers(wall: wall).look
        }
        // An answer that we gave up is none of the server's.
        guard !Task.isCancelled else { return }
        let (now, end) = (clock.wall, clock.ticks)
        state.withLock { $0.take(answers, wall: now, ticks: end) }
    }

    /// Takes what changed of the target; false when it has become another one.
    func update(_ target: FleetTarget, _ expectations: ServerExpectations) -> Bool {
        state.withLock { $0.update(target, expectations) }
    }

    /// Ends the server's series.
    func end(at wall: Int64) { state.withLock { $0.end(at: wall) } }
}
