internal import GoText
internal import HTTPServing
internal import Values

/// `{status, checks{server, …}, timestamp}` with 200 or 503, as the deployment patterns have it.
func patternsHealth(_ state: ServerState, at now: Int64) -> ServerResponse {
    let report = state.healthReport(at: now)
    var checks = Object()
    checks["server"] = report.isDraining ? "unhealthy" : "healthy"
    for component in report.components {
        checks[component.name] = .string(component.state == .down ? "unhealthy" : "healthy")
    }
    let isDown = report.state == .down
    return .json(
        [
            "status": .string(isDown ? "unhealthy" : "healthy"), "checks": .object(checks),
            "timestamp": .string(CivilTime(milliseconds: now).rfc3339),
        ],
        status: isDown ? 503 : 200
    )
}
