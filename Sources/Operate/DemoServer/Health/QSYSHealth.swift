internal import GoText
internal import HTTPServing
internal import Values

/// `ok`, `degraded` or `error` at `/health`, details at `/health/verbose`, and `/ready` and `/live`; 503 on `error` only.
///
/// `uptime` is in milliseconds.
func qsysHealth(_ path: String, _ state: ServerState, at now: Int64) -> ServerResponse? {
    let report = state.healthReport(at: now)
    let word =
        switch report.state {
        case .fine: "ok"
        case .impaired: "degraded"
        case .down: "error"
        }
    var body = Object()
    body["status"] = .string(word)
    body["timestamp"] = .string(CivilTime(milliseconds: now).rfc3339)
    switch path {
    case "/live":
        body["status"] = "ok"
        return .json(.object(body))
    case "/ready":
        body["ready"] = .bool(report.state != .down)
    case "/health", "/health/verbose":
        body["version"] = .string(state.role.version)
        body["uptime"] = .int(Int(now - state.startedAt))
        body["correlationId"] = .string("\(state.role.name)-\(now)")
        if path == "/health/verbose" { body["checks"] = .array(report.components.map(qsysCheck)) }
    case _: return nil
    }
    return .json(.object(body), status: report.state == .down ? 503 : 200)
}

private func qsysCheck(_ component: HealthReport.Component) -> Value {
    let word =
        switch component.state {
        case .fine: "healthy"
        case .impaired: "degraded"
        case .down: "unhealthy"
        }
    return [
        "name": .string(component.name), "status": .string(word), "message": .string(component.detail),
        "latencyMs": .number(Number(component.latency.rounded())),
    ]
}
