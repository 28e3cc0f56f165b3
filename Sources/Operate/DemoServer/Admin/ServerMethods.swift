internal import JSONRPC
internal import Synchronization
internal import Values

extension AdminMethod {
    static let serverMethods: [AdminMethod] = [
        AdminMethod(
            name: "server.info",
            summary: "Who it is.",
            action: .read { server, _ throws(RPCError) in
                let now = server.clock.now()
                return server.state.withLock { state in
                    [
                        "name": .string(state.role.name), "version": .string(state.role.version),
                        "framework": .string(state.role.framework),
                        "uptimeSeconds": .number(Number(state.uptimeSeconds(at: now))),
                        "capabilities": ["sessions", "caches", "breakers", "ratelimits", "tools", "audit"],
                        "revision": .int(state.revision), "logLevel": .string(state.logLevel),
                        "state": .string(state.isDraining ? "draining" : "running"),
                    ]
                }
            }
        ),
        AdminMethod(
            name: "server.health",
            summary: "How it is, part by part.",
            action: .read { server, _ throws(RPCError) in
                let now = server.clock.now()
                let report = server.state.withLock { $0.healthReport(at: now) }
                return [
                    "status": .string(report.state.word),
                    "components": .array(
                        report.components.map {
                            [
                                "name": .string($0.name), "status": .string($0.state.word),
                                "detail": .string($0.detail),
                            ]
                        }
                    ),
                    "issues": .array(report.issues.map { .string($0) }),
                ]
            }
        ),
        AdminMethod(
            name: "server.stats",
            summary: "What it counted.",
            action: .read { server, _ throws(RPCError) in
                server.state.withLock { state in
                    var requests = Object()
                    for (name, count) in state.requests.sorted(by: { $0.key < $1.key }) {
                        requests[name] = .int(count)
                    }
                    return [
                        "requests": .object(requests),
                        "calls": .int(state.tools.reduce(0) { $0 + $1.statistics.calls }),
                        "errors": .int(state.tools.reduce(0) { $0 + $1.statistics.errorCount }),
                        "sessions": [
                            "open": .int(state.sessions.count), "created": .int(state.sessions.created),
                            "ended": .int(state.sessions.ended),
                        ],
                        "memoryBytes": .int(state.memory),
                    ]
                }
            }
        ),
        AdminMethod(
            name: "server.drain",
            summary: "Takes no more calls.",
            parameters: [Parameter(name: "graceSeconds", type: "number")],
            action: .change(isDestructive: true) { server, change throws(RPCError) in
                server.turn(\.isDraining, to: true, change)
            }
        ),
        AdminMethod(
            name: "server.resume",
            summary: "Takes calls again.",
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                server.turn(\.isDraining, to: false, change)
            }
        ),
        AdminMethod(
            name: "log.setLevel",
            summary: "How much it logs.",
            parameters: [
                Parameter(name: "level", type: "string", isRequired: true),
                Parameter(name: "ttlSeconds", type: "number"),
            ],
            action: .change(isDestructive: false) { server, change throws(RPCError) in
                let level = change.params["level"]?.string ?? ""
                guard ["debug", "info", "warn", "error"].contains(level) else {
                    throw RPCError(
                        RPCError.invalidParams,
                        "a level is debug, info, warn or error",
                        data: ["type": "invalid_params"]
                    )
                }
                return server.state.withLock { state in
                    let before = state.logLevel
                    if !change.isDryRun { state.logLevel = level }
                    return AdminChange.Outcome(
                        before: ["level": .string(before)],
                        after: ["level": .string(level)]
                    )
                }
            }
        ),
    ]
}

extension DemoServer {
    fileprivate func turn(
        _ place: WritableKeyPath<ServerState, Bool>,
        to value: Bool,
        _ change: AdminChange
    ) -> AdminChange.Outcome {
        func word(_ isDraining: Bool) -> Value { ["state": isDraining ? "draining" : "running"] }
        return state.withLock { state in
            let before = state[keyPath: place]
            if !change.isDryRun { state[keyPath: place] = value }
            return AdminChange.Outcome(before: word(before), after: word(value))
        }
    }
}

extension HealthReport.State {
    var word: String {
        switch self {
        case .fine: "healthy"
        case .impaired: "degraded"
        case .down: "unhealthy"
        }
    }
}
