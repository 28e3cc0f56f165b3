/// Names and numbers without types, help, or a line break at the end.
func kailashMetrics(_ state: ServerState, at now: Int64) -> String {
    var text = ExpositionText()
    let calls = Double(state.tools.reduce(0) { $0 + $1.statistics.calls })
    let errors = Double(state.tools.reduce(0) { $0 + $1.statistics.errorCount })
    let uptime = state.uptimeSeconds(at: now)
    text.sample("mcp_server_uptime_seconds", [], uptime)
    text.sample("mcp_server_total_calls", [], calls)
    text.sample("mcp_server_total_errors", [], errors)
    text.sample("mcp_server_error_rate", [], calls > 0 ? errors / calls : 0)
    text.sample("mcp_server_calls_per_second", [], uptime > 0 ? calls / uptime : 0)
    for tool in state.tools where tool.statistics.calls > 0 {
        let (label, count) = ([("tool", tool.role.name)], Double(tool.statistics.calls))
        text.sample("mcp_tool_calls", label, count)
        text.sample("mcp_tool_errors", label, Double(tool.statistics.errorCount))
        text.sample("mcp_tool_error_rate", label, Double(tool.statistics.errorCount) / count)
        text.sample("mcp_tool_latency_avg", label, tool.statistics.seconds / count)
    }
    return String(text.text.dropLast())
}
