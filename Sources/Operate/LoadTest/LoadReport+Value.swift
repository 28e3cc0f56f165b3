internal import GoText
internal import MCP
package import Values

extension LoadReport {
    /// The report as data, whose keys stay; times in seconds.
    ///
    /// `tool` is who measured.
    package func value(tool: String) -> Value {
        let total = total
        return [
            "tool": .string(tool),
            "endpoint": .string(endpoint),
            "era": .string(server.era.rawValue),
            "protocolVersion": .string(server.protocolVersion),
            "server": [
                "name": server.name.map { .string($0) } ?? .null,
                "version": server.version.map { .string($0) } ?? .null,
            ],
            "startedAt": .string(CivilTime(milliseconds: Int64((startedAt * 1000).rounded(.down))).rfc3339),
            "durationSeconds": Self.seconds(duration),
            "interrupted": .bool(isInterrupted),
            "offeredRate": .number(Number(offeredRate)),
            "achievedRate": .number(Number((achievedRate * 1000).rounded() / 1000)),
            "requests": .int(total.requests),
            "errorRatio": .number(Number(total.errorRatio)),
            "outcomes": total.outcomesValue,
            "latency": total.latency.value,
            "lateness": lateness.value,
            "tools": .array(
                parts.map { part in
                    [
                        "name": .string(part.question.name),
                        "kind": .string(part.question.isTool ? "tool" : "method"),
                        "requests": .int(part.figures.requests),
                        "errorRatio": .number(Number(part.figures.errorRatio)),
                        "outcomes": part.figures.outcomesValue,
                        "latency": part.figures.latency.value,
                    ]
                }
            ),
        ]
    }

    fileprivate static func seconds(_ span: Duration) -> Value {
        .number(Number((span / .microseconds(1)).rounded() / 1e6))
    }
}

extension LoadPlan.Question {
    fileprivate var isTool: Bool {
        switch self {
        case .tool: true
        case .listTools, .ping: false
        }
    }
}

extension LoadReport.Figures {
    fileprivate var outcomesValue: Value {
        var object = Object()
        for outcome in LoadOutcome.allCases { object[outcome.rawValue] = .int(outcomes[outcome, default: 0]) }
        return .object(object)
    }
}

extension LatencyHistogram {
    /// The percentiles that are told, by their names.
    package static let percentiles: [(name: String, percent: Double)] = [
        ("p50", 50), ("p90", 90), ("p95", 95), ("p99", 99), ("p999", 99.9),
    ]

    fileprivate var value: Value {
        var object = Object()
        for (name, percent) in Self.percentiles { object[name] = LoadReport.seconds(percentile(percent)) }
        object["max"] = LoadReport.seconds(maximum)
        object["mean"] = LoadReport.seconds(mean)
        object["count"] = .int(count)
        return .object(object)
    }
}
