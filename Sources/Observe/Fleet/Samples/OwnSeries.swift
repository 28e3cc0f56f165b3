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
    /// Where they are in the store, which alone has their labels.
    private var known: ContiguousArray<Known> = []
    /// The state whose series is on.
    private var state: HealthState?

    /// The metric and what it tells of.
    private enum Kind: Hashable {
        case state(HealthState)
        case success(Probe), duration(Probe)
        case disagreement, certificate
        case check(String)
    }

    private enum Probe: String { case health, liveness, readiness, mcp, admin }

    private struct Known {
        let kind: Kind
        var id: SeriesID?
    }

    init(_ labels: [(name: String, value: String)]) { self.labels = labels }

    mutating func keep(_ row: ServerSnapshot, at wall: Int64, in store: SampleStore) {
        var samples: [(Kind, Double)] = []
        if let state, state != row.state { samples.append((.state(state), StaleMarker.value)) }
        state = row.state
        samples.append((.state(row.state), 1))
        let probes: [(Probe, ProbeSnapshot)] = [
            (.health, row.health), (.liveness, row.liveness), (.readiness, row.readiness), (.mcp, row.mcp),
            (.admin, row.admin),
        ]
        for (name, probe) in probes where probe.outcome != .none {
            samples.append((.success(name), probe.outcome == .passed ? 1 : 0))
            if let seconds = probe.seconds { samples.append((.duration(name), seconds)) }
        }
        if row.claim != nil { samples.append((.disagreement, row.disagreement == nil ? 0 : 1)) }
        for check in row.checks where check.outcome != .skipped {
            samples.append((.check(check.name), check.outcome == .passed ? 1 : 0))
        }
        if let end = row.certificateEnd { samples.append((.certificate, Double(end) / 1000)) }
        write(samples, at: wall, in: store)
    }

    mutating func end(at wall: Int64, in store: SampleStore) {
        write(known.map { ($0.kind, StaleMarker.value) }, at: wall, in: store)
    }

    private mutating func write(_ samples: [(Kind, Double)], at wall: Int64, in store: SampleStore) {
        let before = self
        self = store.append { appender in
            var series = before
            for (kind, value) in samples { series.write(kind, value, at: wall, appender) }
            return series
        }
    }

    private mutating func write(
        _ kind: Kind,
        _ value: Double,
        at wall: Int64,
        _ appender: borrowing SampleAppender
    ) {
        let place = known.firstIndex { $0.kind == kind } ?? known.count
        if place == known.count { known.append(Known(kind: kind)) }
        if let id = known[place].id, appender.append(value, at: wall, to: id) != .unknownSeries { return }
        known[place].id = appender.series(labels(of: kind))
        if let id = known[place].id { appender.append(value, at: wall, to: id) }
    }

    private func labels(of kind: Kind) -> Labels {
        var builder = LabelsBuilder()
        for (name, value) in labels { builder.set(name, value) }
        func metric(_ name: String, _ label: String? = nil, _ value: String = "") -> Labels {
            builder.set("__name__", name)
            if let label { builder.set(label, value) }
            return builder.labels()
        }
        return switch kind {
        case .state(let state): metric("mcpctl_server_state", "state", state.rawValue)
        case .success(let probe): metric("mcpctl_probe_success", "probe", probe.rawValue)
        case .duration(let probe): metric("mcpctl_probe_duration_seconds", "probe", probe.rawValue)
        case .disagreement: metric("mcpctl_server_disagreement")
        case .check(let name): metric("mcpctl_check_success", "check", name)
        case .certificate: metric("mcpctl_certificate_expiry_timestamp_seconds")
        }
    }
}
