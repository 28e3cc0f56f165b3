internal import GoText
internal import Values

extension ServerState {
    /// What the tool `health_check` answers: `{status, server, timestamp, tools_available}`.
    func healthToolAnswer(at now: Int64) -> Value {
        let report = healthReport(at: now)
        return [
            "status": .string(report.state == .down ? "unhealthy" : "healthy"), "server": .string(role.name),
            "timestamp": .string(CivilTime(milliseconds: now).rfc3339),
            "tools_available": .int(tools.count { $0.isEnabled }),
        ]
    }
}
