internal import SampleStore
internal import Values

/// What goes on after a restart.
extension AlertTable {
    /// Until when a restored alert waits at least, and how long an outage may be, in milliseconds: Prometheus'
    /// `rules.alert.for-grace-period` and `rules.alert.for-outage-tolerance`.
    static let gracePeriod: Int64 = 10 * 60 * 1000
    static let outageTolerance: Int64 = 60 * 60 * 1000

    /// Takes up since when conditions hold from the series `ALERTS_FOR_STATE` of before the restart.
    ///
    /// To be called after the second evaluation, as Prometheus does (`Group.RestoreForState`): only alerts that are
    /// there by then are changed. A rule that waits for less than the grace period starts anew.
    mutating func restoreForState(at time: Int64, from source: some SampleSource) throws(SampleSourceError) {
        guard rule.hold >= Self.gracePeriod else { return }
        var waiting: [(slot: Int, series: Labels)] = []
        forEachActive { slot, _ in waiting.append((slot, .empty)) }
        for index in waiting.indices { waiting[index].series = forStateSeries(waiting[index].slot) }
        let matchers = [
            Matcher("__name__", equals: "ALERTS_FOR_STATE"), Matcher("alertname", equals: rule.name),
        ]
        let from = time - Self.outageTolerance
        let known = try source.series(matching: matchers, from: from, through: time)
        for entry in waiting {
            guard let reference = known.first(where: { $0.labels == entry.series }),
                let last = try source.latest(of: reference, from: from, through: time),
                !last.value.isStaleMarker, last.value.magnitude < 1e15
            else { continue }
            let downAt = last.timestamp / 1000 * 1000
            let activeAt = Int64(last.value) * 1000
            let remaining = rule.hold - (downAt - activeAt)
            let restored =
                if remaining <= 0 {
                    activeAt
                } else if remaining < Self.gracePeriod {
                    time + Self.gracePeriod - rule.hold
                } else {
                    activeAt + (time - downAt)
                }
            setActiveAt(restored, slot: entry.slot)
        }
    }

    // MARK: As JSON

    /// All alerts, to be written down.
    var saved: Value {
        .array(
            alerts.map { alert in
                var value: Value = [
                    "labels": Self.value(of: alert.labels), "sample": Self.value(of: alert.sampleLabels),
                    "state": .string(alert.state.rawValue),
                    "activeAt": .int(Int(alert.activeAt)), "evaluatedAt": .int(Int(alert.evaluatedAt)),
                    "value": .string(String(alert.value.bitPattern, radix: 16)),
                ]
                guard case .object(var object) = value.content else { return value }
                if let time = alert.firedAt { object["firedAt"] = .int(Int(time)) }
                if let time = alert.resolvedAt { object["resolvedAt"] = .int(Int(time)) }
                if let time = alert.keepFiringSince { object["keepFiringSince"] = .int(Int(time)) }
                if !alert.queried.isEmpty {
                    object["annotations"] = Self.value(of: Labels(alert.queried.map { ($0.key, $0.value) }))
                }
                value.content = .object(object)
                return value
            }
        )
    }

    /// Takes up alerts that were written down; passes over what is not of that form.
    mutating func restore(_ saved: Value) {
        for entry in saved.array ?? [] {
            guard let state = entry["state"]?.string.flatMap(ActiveAlert.State.init),
                let activeAt = entry["activeAt"]?.int, let evaluatedAt = entry["evaluatedAt"]?.int,
                let bits = entry["value"]?.string.flatMap({ UInt64($0, radix: 16) })
            else { continue }
            var alert = ActiveAlert(
                labels: Self.labels(of: entry["labels"]),
                sampleLabels: Self.labels(of: entry["sample"]),
                value: Double(bitPattern: bits),
                at: Int64(evaluatedAt)
            )
            alert.state = state
            alert.activeAt = Int64(activeAt)
            alert.firedAt = entry["firedAt"]?.int.map(Int64.init)
            alert.resolvedAt = entry["resolvedAt"]?.int.map(Int64.init)
            alert.keepFiringSince = entry["keepFiringSince"]?.int.map(Int64.init)
            for (name, text) in Self.labels(of: entry["annotations"]).pairs { alert.queried[name] = text }
            restore(alert)
        }
    }

    private static func value(of labels: Labels) -> Value {
        var object = Object()
        for (name, value) in labels.pairs { object[name] = .string(value) }
        return .object(object)
    }

    private static func labels(of value: Value?) -> Labels {
        Labels(
            (value?.object ?? Object()).compactMap { member in
                member.value.string.map { (member.key, $0) }
            }
        )
    }
}
