internal import GoText
internal import HTTPServing
internal import Values

/// `{status, timestamp, server, components, resources, issues}` at `/health`, and `/live` beside it.
func kailashHealth(_ path: String, _ state: ServerState, at now: Int64) -> ServerResponse? {
    if path == "/live" { return .text("ok") }
    guard path == "/health" else { return nil }
    let report = state.healthReport(at: now)
    var components = Object()
    components["mcp"] = true
    for component in report.components { components[component.name] = .bool(component.state != .down) }
    let status =
        switch report.state {
        case .fine: "healthy"
        case .impaired: "degraded"
        case .down: "unhealthy"
        }
    return .json([
        "status": .string(status), "timestamp": .number(Number(Double(now) / 1000)),
        "server": [
            "name": .string(state.role.name), "running": true,
            "uptime": .number(Number(state.uptimeSeconds(at: now))),
        ],
        "components": .object(components),
        "resources": [
            "tools": .int(state.tools.count { $0.isEnabled }), "resources": 0, "prompts": 0,
            "active_sessions": .int(state.sessions.count),
        ],
        "issues": .array(report.issues.map { .string($0) }),
    ])
}
