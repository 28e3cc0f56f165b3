internal import GoText
internal import HTTPServing
internal import Values

/// In which names and form a server tells its numbers.
enum MetricsDialect: String, Sendable, CaseIterable {
    /// `mcp_tool_calls_total{tool,status}`.
    case tool
    /// The same with `tool_name`, and errors by `error_type`.
    case toolName
    /// Durations without labels, and names of its own for what else it has.
    case qsys
    /// `mcp_server_operation_duration_seconds{mcp_method_name,gen_ai_tool_name,error_type}`.
    case openTelemetry
    /// `mcp_tool_calls{tool}` without types or help.
    case kailash
    /// One JSON object at `/metrics`.
    case json

    func answer(_ state: ServerState, at now: Int64) -> ServerResponse {
        let text: String
        switch self {
        case .tool: text = labelledMetrics(state, label: "tool")
        case .toolName: text = labelledMetrics(state, label: "tool_name")
        case .qsys: text = qsysMetrics(state, at: now)
        case .openTelemetry: text = openTelemetryMetrics(state)
        case .kailash: return .text(kailashMetrics(state, at: now))
        case .json: return .json(sandboxMetrics(state))
        }
        return .text(
            text + runtimeMetrics(state, at: now),
            type: "text/plain; version=0.0.4; charset=utf-8"
        )
    }
}
