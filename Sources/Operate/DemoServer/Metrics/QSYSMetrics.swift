/// Durations of all tools together, and limits and caches under names of its own.
func qsysMetrics(_ state: ServerState, at now: Int64) -> String {
    var text = ExpositionText()
    text.family("mcp_tool_calls_total", "counter", "Total number of tool calls")
    for tool in state.tools {
        let name = ("tool", tool.role.name)
        text.sample("mcp_tool_calls_total", [name, ("status", "success")], Double(tool.statistics.successes))
        text.sample("mcp_tool_calls_total", [name, ("status", "error")], Double(tool.statistics.errorCount))
    }
    text.family("mcp_tool_duration_seconds", "histogram", "Tool execution duration in seconds")
    text.histogram("mcp_tool_duration_seconds", [], state.tools.map(\.statistics))
    text.family("qsys_active_connections", "gauge", "Number of active Q-SYS connections")
    text.sample("qsys_active_connections", [], state.faults["core"] == .down ? 0 : 1)
    if let limiter = state.limiters.first {
        text.family("mcp_rate_limit_remaining", "gauge", "Remaining rate limit tokens")
        for client in limiter.clients(at: now) {
            text.sample("mcp_rate_limit_remaining", [("client_id", client.name)], client.remaining)
        }
    }
    return text.text
}
