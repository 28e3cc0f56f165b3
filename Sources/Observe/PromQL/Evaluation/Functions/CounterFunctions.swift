/// Functions of how counters and gauges move within a window.
extension RangeFunction {
    static let rate = RangeFunction("rate", wantsCounter: true) { window, _ in
        extrapolatedChange(window, isCounter: true, per: window.seconds)
    }

    static let increase = RangeFunction("increase", wantsCounter: true) { window, _ in
        extrapolatedChange(window, isCounter: true)
    }

    static let delta = RangeFunction("delta") { window, _ in extrapolatedChange(window, isCounter: false) }

    static let irate = RangeFunction("irate") { window, _ in lastChange(window, isCounter: true) }

    static let idelta = RangeFunction("idelta") { window, _ in lastChange(window, isCounter: false) }

    static let resets = RangeFunction("resets") { window, _ in
        if window.neverFalls { return 0 }
        var resets = 0
        for index in 1..<max(1, window.count) where window.values[index] < window.values[index - 1] {
            resets += 1
        }
        return Double(resets)
    }

    static let changes = RangeFunction("changes") { window, _ in
        var changes = 0
        for index in 1..<max(1, window.count) {
            let (before, after) = (window.values[index - 1], window.values[index])
            if after != before, !(after.isNaN && before.isNaN) { changes += 1 }
        }
        return Double(changes)
    }

    static let deriv = RangeFunction("deriv") { window, _ in
        guard window.count >= 2 else { return .absent }
        // A reference near the samples keeps the sums small.
        return LinearRegression(window, reference: window.timestamps[0]).slope
    }

    static let predictLinear = RangeFunction("predict_linear") { window, seconds in
        guard window.count >= 2 else { return .absent }
        let line = LinearRegression(window, reference: window.time)
        return line.slope * seconds + line.intercept
    }

    /// The change over the whole window, of which the samples show a part.
    ///
    /// Up to an edge of the window when the nearest sample is about as far from it as samples are from each other,
    /// half such a distance otherwise; and a counter never starts below zero. Reference: `rate` in the documentation
    /// of functions.
    @inline(__always)
    private static func extrapolatedChange(
        _ window: borrowing Window,
        isCounter: Bool,
        per seconds: Double = 1
    ) -> Double {
        let count = window.count
        guard count >= 2 else { return .absent }
        let (firstTime, lastTime) = (window.timestamps[0], window.timestamps[count - 1])
        let first = window.values[0]
        var change = window.values[count - 1] - first
        if isCounter, !window.neverFalls {
            var previous = first
            for index in 1..<count {
                let value = window.values[index]
                if value < previous { change += previous }
                previous = value
            }
        }

        let sampled = Double(lastTime - firstTime) / 1000
        let spacing = sampled / Double(count - 1)
        let threshold = spacing * 1.1
        var toStart = Double(firstTime - window.start) / 1000
        var toEnd = Double(window.end - lastTime) / 1000
        if toStart >= threshold { toStart = spacing / 2 }
        if isCounter, change > 0, first >= 0 {
            toStart = min(toStart, sampled * (first / change))
        }
        if toEnd >= threshold { toEnd = spacing / 2 }
        return change * ((sampled + toStart + toEnd) / sampled / seconds)
    }

    /// The change between the last two samples, per second for a counter.
    private static func lastChange(_ window: borrowing Window, isCounter: Bool) -> Double {
        let count = window.count
        guard count >= 2 else { return .absent }
        let (before, last) = (window.values[count - 2], window.values[count - 1])
        let interval = window.timestamps[count - 1] - window.timestamps[count - 2]
        guard interval != 0 else { return .absent }
        guard isCounter else { return last - before }
        return (last < before ? last : last - before) / (Double(interval) / 1000)
    }
}
