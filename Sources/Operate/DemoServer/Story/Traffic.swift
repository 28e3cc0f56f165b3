internal import Values

/// The calls of a server's clients, as many as its role says, at moments that come from the seed.
struct Traffic: Sendable {
    private struct Ending: Sendable {
        var at: Int64
        var call: PlannedCall
    }

    private static let clients = ["desktop", "editor", "ci-runner", "assistant"]

    private let role: ServerRole
    private var random: SplitMix
    /// Milliseconds since the epoch; parts of them count, or busy servers would fall behind.
    private var next: Double
    private var endings: [Ending] = []
    /// The session of each client, where the protocol has them.
    private var sessions: [String: String] = [:]
    private var nextLeak: Double
    var leaksPerSecond = 0.0

    init(_ role: ServerRole, seed: UInt64, at now: Int64) {
        self.role = role
        random = SplitMix(seed: seed)
        nextLeak = Double(now)
        next = Double(now) + random.gap(rate: role.rate)
    }

    /// Everything that happens up to a moment, in order.
    mutating func advance(_ state: inout ServerState, to now: Int64) {
        state.sessions.endIdle(at: now)
        if leaksPerSecond > 0 {
            nextLeak = max(nextLeak, Double(now) - 5000)
            while nextLeak <= Double(now) {
                _ = state.sessions.open("nightly-import", version: "2025-06-18", at: Int64(nextLeak))
                nextLeak += 1000 / leaksPerSecond
            }
        } else {
            nextLeak = Double(now)
        }
        // A machine that slept has no calls to catch up on.
        next = max(next, Double(now) - 5000)
        while next <= Double(now) {
            let moment = Int64(next)
            end(&state, until: moment)
            begin(&state, at: moment)
            next += random.gap(rate: role.rate)
        }
        end(&state, until: now)
    }

    /// Its server died: what was under way is gone.
    mutating func interrupt(at now: Int64) {
        endings = []
        sessions = [:]
        next = Double(now) + random.gap(rate: role.rate)
    }

    private mutating func end(_ state: inout ServerState, until moment: Int64) {
        for ending in endings.filter({ $0.at <= moment }).sorted(by: { $0.at < $1.at }) {
            state.finish(ending.call, at: ending.at)
        }
        endings.removeAll { $0.at <= moment }
    }

    private mutating func begin(_ state: inout ServerState, at moment: Int64) {
        let client = Self.clients[Int(random.next() % UInt64(Self.clients.count))]
        let session = role.eras == .modern ? nil : session(of: client, &state, at: moment)
        let tool = chosen()
        var arguments = Object()
        arguments[tool.argument] = .string(tool.subjects[Int(random.next() % UInt64(tool.subjects.count))])
        let call = state.begin(tool.name, arguments, client: client, session: session, at: moment)
        endings.append(Ending(at: moment + Int64(call.duration), call: call))
    }

    /// The one it has; now and then a client ends it and begins anew.
    private mutating func session(of client: String, _ state: inout ServerState, at moment: Int64) -> String {
        let isOver = random.unit() < 0.01
        if let id = sessions[client], state.sessions.session(id) != nil {
            if !isOver { return id }
            state.sessions.end(id)
        }
        let session = state.sessions.open(client, version: "2025-11-25", at: moment)
        sessions[client] = session.id
        return session.id
    }

    private mutating func chosen() -> ToolRole {
        var place = random.unit() * role.tools.reduce(0) { $0 + $1.weight }
        for tool in role.tools {
            place -= tool.weight
            if place < 0 { return tool }
        }
        return role.tools[role.tools.count - 1]
    }
}
