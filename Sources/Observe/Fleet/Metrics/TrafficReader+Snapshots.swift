extension TrafficReader {
    /// Rate, errors and durations of all calls of a server over the window.
    ///
    /// Calls of tools are told where there are any, else requests; `countsCalls` says that the server has a metric
    /// for calls, so that none of its series means no call.
    func traffic(countsCalls: Bool) -> TrafficSnapshot {
        let tools = layout.counted.indices.dropFirst(2).filter { !layout.counted[$0].sources.isEmpty }
        var snapshot: TrafficSnapshot
        if !tools.isEmpty {
            snapshot = combined(tools)
            // What the server does not tell by tool it may tell of all calls.
            if !layout.counted[TrafficLayout.all].sources.isEmpty {
                let whole = traffic(of: TrafficLayout.all)
                snapshot.rate = snapshot.rate ?? whole.rate
                snapshot.errorRatio = snapshot.errorRatio ?? whole.errorRatio
                if snapshot.p95 == nil {
                    (snapshot.p50, snapshot.p95, snapshot.p99) = (whole.p50, whole.p95, whole.p99)
                }
                snapshot.mean = snapshot.mean ?? whole.mean
            }
        } else if !layout.counted[TrafficLayout.all].sources.isEmpty {
            snapshot = traffic(of: TrafficLayout.all)
        } else if !layout.counted[TrafficLayout.requests].sources.isEmpty
            || means[TrafficLayout.requests] != nil
        {
            snapshot = traffic(of: TrafficLayout.requests)
        } else {
            snapshot = TrafficSnapshot()
            if countsCalls {
                snapshot.total = 0
                if baseline != nil { snapshot.rate = 0 }
            }
        }
        return snapshot
    }

    /// The tools that the server counts, by their names.
    func tools() -> [(name: String, traffic: TrafficSnapshot)] {
        layout.counted.indices.dropFirst(2).map { (layout.counted[$0].name, traffic(of: $0)) }
    }

    private func total(of place: Int) -> Double { place < totals.count ? totals[place] : 0 }

    private func traffic(of place: Int) -> TrafficSnapshot {
        let one = layout.counted[place]
        let difference = difference(place)
        return Self.snapshot(
            one.sources,
            difference?.tally ?? CallTally(),
            difference?.seconds,
            one.bounds,
            total: total(of: place),
            mean: means[place]
        )
    }

    /// All tools together.
    private func combined(_ places: [Int]) -> TrafficSnapshot {
        var sum = CallTally()
        var sources: CallSources = []
        var elapsed: Double?
        var bounds: ContiguousArray<Double> = []
        for place in places {
            let one = layout.counted[place]
            sources.formUnion(one.sources)
            if bounds.isEmpty { bounds = one.bounds }
            guard let difference = difference(place) else { continue }
            var tally = difference.tally
            elapsed = difference.seconds
            // Where tools disagree about their buckets, those of the first hold.
            if one.bounds != bounds { tally.buckets = [] }
            // One tool may be told by its calls, another by its durations only.
            if !one.sources.contains(.calls) { tally.calls = tally.measured }
            if !one.sources.contains(.status), one.sources.contains(.durationErrors) {
                tally.errors = tally.failedMeasured
            }
            sum.add(tally)
        }
        if sources.contains(.durations) { sources.insert(.calls) }
        if sources.contains(.durationErrors), !sources.contains(.status) { sources.insert(.status) }
        return Self.snapshot(
            sources,
            sum,
            elapsed,
            bounds,
            total: places.reduce(0) { $0 + total(of: $1) },
            mean: nil
        )
    }

    private static func snapshot(
        _ sources: CallSources,
        _ tally: CallTally,
        _ seconds: Double?,
        _ bounds: ContiguousArray<Double>,
        total: Double,
        mean: Double?
    ) -> TrafficSnapshot {
        var snapshot = TrafficSnapshot()
        snapshot.mean = mean
        snapshot.countsToolErrors = !sources.contains(.operations)
        guard sources.contains(.calls) || sources.contains(.durations) else { return snapshot }
        snapshot.total = total
        guard let seconds else { return snapshot }
        let calls = Double(sources.contains(.calls) ? tally.calls : tally.measured)
        snapshot.rate = calls / seconds
        if calls > 0 {
            let failed: UInt32? =
                sources.contains(.status)
                ? tally.errors
                : sources.contains(.errors)
                    ? tally.reported : sources.contains(.durationErrors) ? tally.failedMeasured : nil
            snapshot.errorRatio = failed.map { min(Double($0) / calls, 1) }
        }
        guard tally.measured > 0 else { return snapshot }
        snapshot.mean = tally.seconds / Double(tally.measured)
        let order = bounds.indices.filter { $0 < tally.buckets.count }.sorted { bounds[$0] < bounds[$1] }
        let sorted = order.map { bounds[$0] }
        let counts = order.map { Double(tally.buckets[$0]) }
        snapshot.p50 = Quantile.value(0.5, bounds: sorted, counts: counts)
        snapshot.p95 = Quantile.value(0.95, bounds: sorted, counts: counts)
        snapshot.p99 = Quantile.value(0.99, bounds: sorted, counts: counts)
        return snapshot
    }
}
