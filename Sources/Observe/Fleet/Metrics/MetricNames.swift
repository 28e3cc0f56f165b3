internal import Profile

/// Which metrics play which part: those that a preset or profile names, and those that are known from the field.
struct MetricNames: Sendable {
    private var roles: [String: MetricRole]

    /// What everybody's servers are recognised by.
    static let common = MetricNames(roles: known)

    private init(roles: [String: MetricRole]) { self.roles = roles }

    /// The names of a preset before what is recognised.
    init(_ names: Named<MetricName>) {
        self = .common
        for entry in names.entries {
            guard let part = Self.parts[entry.name] else { continue }
            let metric = entry.element
            let subjects = ["tool", "cache", "breaker", "client", "method"].compactMap { metric.labels[$0] }
            var role = MetricRole(part: part, subject: subjects + Self.subjects(of: part))
            role.status = metric.labels["status"]
            role.errorStatus = metric.errorStatus
            // The count of a histogram stands for calls where nothing else does.
            if part == .toolCalls, metric.name.hasSuffix("_count") { continue }
            add(metric.name, role)
        }
    }

    /// What a series with this metric name tells; nothing for one that nobody reads.
    func role(of metric: String) -> MetricRole? {
        if let role = roles[metric] { return role }
        guard Self.endings.contains(where: metric.hasSuffix) else { return nil }
        return roles[Self.plain(metric)]
    }

    /// How names of trees of JSON end: most metrics of others are not looked at twice.
    private static let endings = ["requests", "failed", "xecutions", "Time", "_time", "duration_seconds"]

    /// Whether calls of tools are counted under a metric that the server has, though it may have no series yet.
    func countsCalls(_ families: some Sequence<String>) -> Bool {
        families.contains { family in
            for name in [family, "\(family)_total", "\(family)_count"] {
                switch roles[name]?.part {
                case .toolCalls?, .toolDuration?: return true
                case .toolErrors?, .operations?, .requests?, .requestErrors?, .requestDuration?, .toolMean?,
                    .requestMean?, .cacheHits?, .cacheMisses?, .cacheSize?, .sessions?, .breakerState?,
                    .rateLimitHits?, .rateLimitRemaining?, nil:
                    continue
                }
            }
            return false
        }
    }

    /// Letters and digits only: `failedExecutions` and `failed_executions` are the same.
    private static func plain(_ name: String) -> String {
        "~" + name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private mutating func add(_ name: String, _ role: MetricRole) {
        roles[name] = role
        switch role.part {
        case .toolDuration, .requestDuration, .operations:
            for (suffix, field) in [("_bucket", MetricRole.Field.bucket), ("_sum", .sum), ("_count", .count)]
            {
                var role = role
                role.field = field
                roles[name + suffix] = role
            }
            roles[name] = nil
        case .toolCalls, .toolErrors, .requests, .requestErrors, .toolMean, .requestMean, .cacheHits,
            .cacheMisses, .cacheSize, .sessions, .breakerState, .rateLimitHits, .rateLimitRemaining:
            break
        }
    }

    /// The parts by the names that presets have for them.
    private static let parts: [String: MetricRole.Part] = [
        "toolCalls": .toolCalls, "toolErrors": .toolErrors, "toolDuration": .toolDuration,
        "requests": .requests, "requestErrors": .requestErrors, "requestDuration": .requestDuration,
        "cacheHits": .cacheHits, "cacheMisses": .cacheMisses, "cacheSize": .cacheSize, "sessions": .sessions,
        "breakerState": .breakerState, "rateLimitHits": .rateLimitHits,
        "rateLimitRemaining": .rateLimitRemaining,
    ]

    private static func subjects(of part: MetricRole.Part) -> [String] {
        switch part {
        case .toolCalls, .toolErrors, .toolDuration, .toolMean:
            ["tool", "tool_name", "gen_ai_tool_name", "mcp_tool_name", "tool-name", "name"]
        case .operations: ["gen_ai_tool_name", "mcp_tool_name", "tool"]
        case .requests, .requestErrors, .requestDuration, .requestMean: ["method", "mcp_method"]
        case .cacheHits, .cacheMisses, .cacheSize: ["cache", "cache_type", "cache_name", "name"]
        case .breakerState: ["breaker", "name", "circuit_breaker", "circuit", "upstream", "tool", "service"]
        case .rateLimitHits, .rateLimitRemaining: ["limit", "limiter", "name", "client_id", "client", "tool"]
        case .sessions: []
        }
    }

    private static let known: [String: MetricRole] = {
        var names = MetricNames(roles: [:])
        let metrics: [(MetricRole.Part, [String], Double)] = [
            (
                .toolCalls,
                [
                    "mcp_tool_calls_total", "mcp_tool_calls", "tools_calls", "toolhive_mcp_tool_calls",
                    "toolhive_mcp_tool_calls_total", "mcp_tools_calls_total",
                ], 1
            ),
            (.toolErrors, ["mcp_tool_errors_total", "mcp_tool_errors", "tools_errors"], 1),
            (.toolDuration, ["mcp_tool_duration_seconds", "mcp_tool_call_duration_seconds"], 1),
            (.toolDuration, ["tool_call_duration_ms", "mcp_tool_duration_milliseconds"], 0.001),
            (.operations, ["mcp_server_operation_duration_seconds", "mcp_server_operation_duration"], 1),
            (
                .requests,
                [
                    "mcp_requests_total", "toolhive_mcp_requests", "toolhive_mcp_requests_total",
                    "mcp_server_total_calls", "~totalrequests", "~metricstotalrequests", "~totalexecutions",
                    "~toolstotalexecutions",
                ], 1
            ),
            (
                .requestErrors,
                [
                    "mcp_request_errors_total", "mcp_server_total_errors", "~failed", "~metricsfailed",
                    "~failedexecutions", "~toolsfailedexecutions",
                ], 1
            ),
            (
                .requestDuration,
                [
                    "mcp_request_duration_seconds", "toolhive_mcp_request_duration",
                    "toolhive_mcp_request_duration_seconds",
                ], 1
            ),
            (.toolMean, ["mcp_tool_latency_avg"], 1),
            (
                .requestMean,
                [
                    "~avgdurationseconds", "~metricsavgdurationseconds", "~avgresponsetime",
                    "~toolsavgresponsetime",
                ], 1
            ),
            (.cacheHits, ["mcp_cache_hits_total", "mcp_cache_hits", "caches_hits"], 1),
            (.cacheMisses, ["mcp_cache_misses_total", "mcp_cache_misses", "caches_misses"], 1),
            (.cacheSize, ["mcp_cache_size_items", "mcp_cache_size", "mcp_cache_entries", "caches_size"], 1),
            (.sessions, ["mcp_active_sessions", "mcp_sessions_active", "mcp_sessions"], 1),
            (.breakerState, ["mcp_circuit_breaker_state", "mcp_breaker_state", "circuit_breaker_state"], 1),
            (.rateLimitHits, ["mcp_rate_limit_hits_total", "mcp_rate_limit_rejected_total"], 1),
            (.rateLimitRemaining, ["mcp_rate_limit_remaining"], 1),
        ]
        for (part, metricNames, unit) in metrics {
            for name in metricNames {
                var role = MetricRole(part: part, subject: subjects(of: part))
                role.unit = unit
                names.add(name, role)
            }
        }
        return names.roles
    }()
}
