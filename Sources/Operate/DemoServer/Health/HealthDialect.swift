internal import HTTPServing
internal import Values

/// In which words a server tells its health.
enum HealthDialect: String, Sendable, CaseIterable {
    /// 200 or 503 with `{status, checks, timestamp}`.
    case patterns
    /// A tool of the protocol, `health_check`; there is no such path.
    case factory
    /// `ok`, `degraded` or `error` with details elsewhere, and paths for readiness and liveness.
    case qsys
    /// Always 200, and the numbers are texts.
    case sandbox
    /// 200 with components and issues; the body tells.
    case kailash
    /// The two letters `ok` at `/healthz`, whatever is behind.
    case plainText
    /// A JSON string, at every time the same.
    case bareString

    /// What an operator writes into a profile: nothing when the health is told by a tool.
    var path: String? {
        switch self {
        case .patterns, .qsys, .sandbox, .kailash: "/health"
        case .factory: nil
        case .plainText: "/healthz"
        case .bareString: "/health/liveliness"
        }
    }

    /// What is left of a state in what the dialect tells: two know no degrees, and three tell nothing.
    func told(_ state: HealthReport.State) -> HealthReport.State {
        switch self {
        case .patterns, .factory: state == .down ? .down : .fine
        case .qsys, .kailash: state
        case .sandbox, .plainText, .bareString: .fine
        }
    }

    /// The answer at a path, when there is one there.
    func answer(_ path: String, _ state: ServerState, at now: Int64) -> ServerResponse? {
        switch self {
        case .patterns: path == "/health" ? patternsHealth(state, at: now) : nil
        case .factory: nil
        case .qsys: qsysHealth(path, state, at: now)
        case .sandbox: path == "/health" ? sandboxHealth(state, at: now) : nil
        case .kailash: kailashHealth(path, state, at: now)
        case .plainText: path == "/healthz" ? .text("ok") : nil
        case .bareString:
            ["/health/liveliness", "/health/liveness"].contains(path)
                ? .text(#""I'm alive!""#, type: "application/json") : nil
        }
    }
}

extension ServerResponse {
    static func json(_ value: Value, status: Int = 200) -> ServerResponse {
        .text(value.json(.compact), status: status, type: "application/json")
    }
}
