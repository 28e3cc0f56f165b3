internal import SampleStore

/// What a fleet knows of a server, as series: so that rules can tell of more than `up`.
///
/// - `mcpctl_server_state{state="degraded"}` is 1; the series of the state before ends.
/// - `mcpctl_server_disagreement` is 1 while a server is not as it says.
/// - `mcpctl_probe_success{probe="health"}` and `mcpctl_probe_duration_seconds` tell of `health`, `liveness`,
///   `readiness`, `mcp` and `admin`, as far as a server has them.
/// - `mcpctl_check_success{check="expected-tools"}` tells what the fleet looked at itself.
/// - `mcpctl_certificate_expiry_timestamp_seconds` is when its certificate ends.
struct OwnSeries {
    private let labels: [(name: String, value: String)]
    private var known: [String: Labels] = [:]
    /// The state series that is on.
    private var state: Labels?

    init(_ labels: [(name: String, value: String)]) { self.labels = labels }

    mutating func keep(_ row: ServerSnapshot, at wall: Int64, in store: SampleStore) {
        var samples: [(Labels, Double)] = []
        let now = series("mcpctl_server_state", "state", row.state.rawValue)
        if let state, state != now { samples.append((state, StaleMarker.value)) }
        state = now
        samples.append((now, 1))
        let probes = [
            ("health", row.health), ("liveness", row.liveness), ("readiness", row.readiness),
            ("mcp", row.mcp),
            ("admin", row.admin),
        ]
        for (name, probe) in probes where probe.outcome != .none {
            samples.append((series("mcpctl_probe_success", "probe", name), probe.outcome == .passed ? 1 : 0))
            guard let seconds = probe.seconds else { continue }
            samples.append((series("mcpctl_probe_duration_seconds", "probe", name), seconds))
        }
        if row.claim != nil {
            samples.append((series("mcpctl_server_disagreement", "", ""), row.disagreement == nil ? 0 : 1))
        }
        for check in row.checks where check.outcome != .skipped {
            samples.append(
                (series("mcpctl_check_success", "check", check.name), check.outcome == .passed ? 1 : 0)
            )
        }
        if let end = row.certificateEnd {
            samples.append(
                (series("mcpctl_certificate_expiry_timestamp_seconds", "", ""), Double(end) / 1000)
            )
        }
        write(samples, at: wall, in: store)
    }

    mutating func end(at wall: Int64, in store: SampleStore) {
        write(known.values.map { ($0, StaleMarker.value) }, at: wall, in: store)
    }

    private func write(_ samples: [(Labels, Double)], at wall: Int64, in store: SampleStore) {
        store.append { appender in
            for (labels, value) in samples { appender.append(value, at: wall, to: labels) }
        }
    }

    private mutating func series(_ metric: String, _ label: String, _ value: String) -> Labels {
        let key = "\(metric)/\(value)"
        if let labels = known[key] { return labels }
        var builder = LabelsBuilder()
        for (name, value) in labels { builder.set(name, value) }
        builder.set("__name__", metric)
        if !label.isEmpty { builder.set(label, value) }
        let labels = builder.labels()
        known[key] = labels
        return labels
    }
}
