internal import Diagnostics
internal import Digest
internal import Profile
internal import Values

/// What follows from a profile for its rules and dashboards: the decisions that the templates only lay out.
struct MonitoringModel {
    let resolved: ResolvedProfile
    let telemetry: Telemetry

    /// The namespace, where the Prometheus operator scrapes the server.
    private let namespace: String?
    /// Whether the rules are about all servers that have a name, instead of this one.
    var coversEveryServer = false

    init(_ resolved: ResolvedProfile, namespace: String? = nil, interval: Duration? = nil) {
        self.resolved = resolved
        self.interval = interval ?? resolved.profile.metrics.interval
        self.namespace = namespace
        telemetry = Telemetry(resolved)
    }

    var profile: Profile { resolved.profile }
    var name: String { profile.name }
    /// The scrape interval; the longest one among servers that share a board, so that their windows are alike.
    let interval: Duration

    /// What every selector asks for: the labels that say which server it is, and at which place.
    ///
    /// The Prometheus operator sets `service` and `namespace` (operator, "ServiceMonitor"), a rendered
    /// `prometheus.yml` sets `service` and `environment`.
    var scope: [Query.Matcher] {
        if coversEveryServer { return [Query.Matcher(label: "service", symbol: "!=", value: "")] }
        var scope = [Query.Matcher(label: "service", value: name)]
        if let namespace {
            scope.append(Query.Matcher(label: "namespace", value: namespace))
        } else if let environment = resolved.environment {
            scope.append(Query.Matcher(label: "environment", value: environment))
        }
        return scope
    }

    /// What the rule templates see.
    var context: Object {
        var context = resolved.context
        let limit = profile.resources.memory.limit
        context["pack"] = [
            "metrics": telemetry.context,
            "windows": raised(["5m", "10m", "15m", "30m", "1h", "2h", "3h", "6h", "1d", "3d"], by: 4),
            "waits": raised(["1m", "2m", "5m", "10m", "15m", "30m", "1h"], by: 2),
            "burnRates": .array(burnRates), "burnWindows": .array(burnWindows.map(Value.string)),
            "errorBudget": .number(Number(profile.observability.slo.availability.remainder)),
            "latencySeconds": .number(
                Number(Double(profile.observability.slo.latency.wholeMilliseconds) / 1000)
            ),
            "latencyQuantile": .number(Number(profile.observability.slo.latencyTarget.share)),
            "memoryLimitBytes": limit.map { .int($0.bytes) } ?? .null,
            "memoryAlarmBytes": limit.map { .int($0.bytes / 10 * 9) } ?? .null,
            "toolLabel": .string(telemetry.label("tool", of: "calls", "duration")),
            "methodLabel": .string(telemetry.label("method", of: "requests")),
            "cacheLabel": .string(telemetry.label("cache", of: "cacheSize")),
            "memoryLimitText": .string(profile.resources.memory.limit?.text ?? "no limit"),
            "breakerLabel": .string(telemetry.label("breaker", of: "breakerState")),
            "sampleLimit": .int(ScrapeJob.sampleLimit),
            "timeoutSeconds": .int(min(10, interval.wholeSeconds)),
            "replicas": .int(profile.scaling.most),
            "dashboard": .string(Self.dashboardID(name)),
        ]
        return context
    }

    /// Lengths of time, each by the name templates know it by, at least so many scrapes long: over fewer samples a
    /// rate is a guess, and one missed scrape would end it.
    private func raised(_ names: [String], by scrapes: Int) -> Value {
        var object = Object()
        for name in names { object[name] = .string(raised(name, by: scrapes)) }
        return .object(object)
    }

    private func raised(_ name: String, by scrapes: Int) -> String {
        guard let duration = Duration(profile: name) else { return name }
        return duration < interval * scrapes ? (interval * scrapes).profileText : name
    }

    // MARK: Service level

    /// Which share of a month's error budget is gone when an alert fires, and over which windows (Google SRE
    /// Workbook, "Alerting on SLOs", table 5-8): the long window says that it matters, the short one that it goes on.
    private static let burns:
        [(factor: Double, long: String, short: String, severity: String, spent: String)] = [
            (14.4, "1h", "5m", "critical", "2% of the month's error budget in an hour"),
            (6, "6h", "30m", "critical", "5% of the month's error budget in six hours"),
            (3, "1d", "2h", "warning", "10% of the month's error budget in a day"),
            (1, "3d", "6h", "warning", "10% of the month's error budget in three days"),
        ]

    private var burnRates: [Value] {
        let budget = profile.observability.slo.availability.remainder
        return Self.burns.compactMap { burn in
            let threshold = (budget * burn.factor * 1e8).rounded() / 1e8
            // No share of calls can be larger than all of them.
            guard threshold < 1 else { return nil }
            return [
                "factor": .number(Number(burn.factor)), "threshold": .number(Number(threshold)),
                "long": .string(raised(burn.long, by: 4)), "short": .string(raised(burn.short, by: 4)),
                "severity": .string(burn.severity), "spent": .string(burn.spent),
            ]
        }
    }

    /// Each once, however long the scrape interval is.
    private var burnWindows: [String] {
        ["5m", "30m", "1h", "2h", "6h", "1d", "3d"].map { raised($0, by: 4) }.uniqued
    }

    // MARK: Alerts

    /// What an alert says of itself beside the labels of its series.
    func labels(severity: String?) -> Object {
        var labels = Object()
        labels["severity"] = severity.map(Value.string)
        if !coversEveryServer { labels["service"] = .string(name) }
        labels["team"] = profile.owner?.team.map(Value.string)
        labels["environment"] = resolved.environment.map(Value.string)
        return labels
    }

    func annotations(of alert: String, _ value: Value) -> Object {
        var annotations = Object()
        for key in ["summary", "description", "runbook"] {
            guard var text = value[key]?.string else { continue }
            while text.last?.isNewline == true { text.removeLast() }
            annotations[key] = .string(text)
        }
        let observability = profile.observability
        annotations["runbook_url"] = observability.runbooks.map { .string("\(Self.folder($0))/\(alert)") }
        let board = "/d/\(Self.dashboardID(name))"
        annotations["dashboard"] = .string(observability.grafana.map { Self.folder($0) + board } ?? board)
        return annotations
    }

    private static func folder(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

    /// A dashboard's uid: the same for the same name, and short enough for Grafana's 40 characters.
    static func dashboardID(_ name: String) -> String {
        "mcp-" + SHA256.hexadecimal("dashboard/\(name)".utf8).prefix(12)
    }

    /// That something is not watched, because the server has no metric of it.
    func note(_ loss: String, missing: [String]) -> Diagnostic {
        Diagnostic(
            .note,
            "\(name): \(loss): \(resolved.preset.title) has no metric of that",
            at: resolved.location("metrics"),
            hint:
                "where the server exports one, name it in metrics.names: {\(missing.first ?? "…"): {name: …, type: …}}"
        )
    }
}
