/// Calls, durations and errors by tool, under one of the two names that servers have for the label.
func labelledMetrics(_ state: ServerState, label: String) -> String {
    var text = ExpositionText()
    text.family("mcp_tool_calls_total", "counter", "Calls of tools.")
    for tool in state.tools {
        let name = (label, tool.role.name)
        text.sample("mcp_tool_calls_total", [name, ("status", "success")], Double(tool.statistics.successes))
        text.sample("mcp_tool_calls_total", [name, ("status", "error")], Double(tool.statistics.errorCount))
    }
    text.family("mcp_tool_duration_seconds", "histogram", "Durations of calls of tools.")
    for tool in state.tools {
        text.histogram("mcp_tool_duration_seconds", [(label, tool.role.name)], [tool.statistics])
    }
    if label == "tool_name" {
        text.family("mcp_tool_errors_total", "counter", "Failed calls of tools.")
        for tool in state.tools {
            for (type, count) in tool.statistics.errors.sorted(by: { $0.key < $1.key }) {
                let labels = [(label, tool.role.name), ("error_type", type)]
                text.sample("mcp_tool_errors_total", labels, Double(count))
            }
        }
    }
    return text.text
}
