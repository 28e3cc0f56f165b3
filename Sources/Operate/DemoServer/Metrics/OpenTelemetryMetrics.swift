/// One histogram of operations, as OpenTelemetry's conventions for MCP name it.
///
/// A failure that is told in a result (`isError`) carries no `error_type`: those servers count it as a success.
func openTelemetryMetrics(_ state: ServerState) -> String {
    var text = ExpositionText()
    text.family("mcp_server_operation_duration_seconds", "histogram", "Duration of MCP operations.")
    for tool in state.tools {
        text.histogram(
            "mcp_server_operation_duration_seconds",
            [
                ("mcp_method_name", "tools/call"), ("gen_ai_tool_name", tool.role.name),
                ("network_transport", "tcp"),
            ],
            [tool.statistics]
        )
    }
    return text.text
}
