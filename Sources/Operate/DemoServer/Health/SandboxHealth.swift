internal import GoText
internal import HTTPServing
internal import Values

/// `{status, metrics}` whose numbers are texts; it always says it is healthy.
func sandboxHealth(_ state: ServerState, at now: Int64) -> ServerResponse {
    .json(["status": "healthy", "metrics": sandboxMetrics(state)])
}

/// `{total_requests, successful, failed, success_rate: "50.0%", avg_duration_seconds: "0.12"}`, or a message.
func sandboxMetrics(_ state: ServerState) -> Value {
    let calls = state.tools.reduce(0) { $0 + $1.statistics.calls }
    guard calls > 0 else { return ["message": "No metrics available"] }
    let failed = state.tools.reduce(0) { $0 + $1.statistics.errorCount }
    let seconds = state.tools.reduce(0) { $0 + $1.statistics.seconds }
    let share = Double(calls - failed) / Double(calls) * 100
    return [
        "total_requests": .int(calls), "successful": .int(calls - failed), "failed": .int(failed),
        "success_rate": .string("\(GoText.fixed(share, digits: 1))%"),
        "avg_duration_seconds": .string(GoText.fixed(seconds / Double(calls), digits: 2)),
    ]
}
