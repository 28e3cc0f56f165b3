internal import Diagnostics
internal import GoText
internal import PrometheusAPI
internal import PromQL
internal import SampleStore

/// Why no series answered a query.
struct EmptyAnswer {
    let query: QueryText
    let expression: Expression
    let moments: QueryMoments
    /// Milliseconds.
    let lookback: Int64
    /// Whether the samples were read on the spot.
    let isScraped: Bool

    /// Everything that a source has.
    private static let always = (from: -Int64(WallClock.limit), through: Int64(WallClock.limit))

    /// What the source tells; nothing when it cannot be read.
    func notes(asking source: some SampleSource) -> [Diagnostic] {
        var notes: [Diagnostic] = []
        for (selector, window, range) in expression.selectors {
            if let note = try? note(on: selector, window, at: query.location(of: range), source) {
                notes.append(note)
            }
        }
        return notes.isEmpty ? [general] : notes
    }

    /// The same of a server, with fewer questions.
    func notes(asking client: PrometheusClient) async -> [Diagnostic] {
        for (selector, window, range) in expression.selectors {
            let reach = window?.milliseconds ?? lookback
            let found = try? await client.series(
                matching: ["\(Self.text(of: selector))"],
                from: moments.first - reach,
                through: moments.last,
                limit: 1
            )
            guard let found, found.isEmpty else { continue }
            let names = (try? await client.labelValues(of: "__name__")) ?? []
            let location = query.location(of: range)
            guard let name = selector.metricName, !names.contains(name) else {
                return [
                    Diagnostic(
                        .note,
                        "no series matches \(Self.text(of: selector)) \(moments.text)",
                        at: location
                    )
                ]
            }
            return [unknown(name, among: names, at: location)]
        }
        return [general]
    }

    private var general: Diagnostic {
        Diagnostic(
            .note,
            "every selector found series, and what is done with them left none",
            hint:
                "ask for the parts one by one: a comparison may hold for none, or labels of two sides may differ"
        )
    }

    private func note(
        on selector: VectorSelector,
        _ window: QueryDuration?,
        at location: SourceLocation,
        _ source: some SampleSource
    ) throws(SampleSourceError) -> Diagnostic? {
        let (from, through) = Self.always
        let found = try source.series(matching: selector.matchers, from: from, through: through)
        guard !found.isEmpty else { return try unmatched(selector, at: location, source) }
        // Selectors that look elsewhere are left to those who wrote them.
        guard selector.moment == Moment() else { return nil }
        let reach = window?.milliseconds ?? lookback
        var newest: Int64?
        var most = 0
        for series in found {
            if let last = try source.latest(of: series, from: from, through: moments.last) {
                newest = max(newest ?? last.timestamp, last.timestamp)
            }
            if window != nil, most < 2 {
                var buffer = SampleBuffer()
                try source.read(series, from: moments.last - reach + 1, through: moments.last, into: &buffer)
                most = max(most, buffer.count)
            }
        }
        let text = Self.text(of: selector)
        guard let newest else {
            return Diagnostic(
                .note,
                "all samples of \(text) are from after \(WallClock.text(moments.last))",
                at: location
            )
        }
        if newest <= moments.first - reach {
            let span = PromDuration(milliseconds: reach)
            return Diagnostic(
                .note,
                "the last sample of \(text) is from \(WallClock.text(newest)), "
                    + "\(window == nil ? "longer ago than the lookback of" : "before the last") \(span)",
                at: location,
                hint: "ask --at \(WallClock.text(newest)), or for a longer time"
            )
        }
        guard window != nil, most < 2 else { return nil }
        return Diagnostic(
            .note,
            "no series of \(text) has two samples in \(PromDuration(milliseconds: reach)): a rate needs two",
            at: location,
            hint: isScraped
                ? "--scrapes 2 reads the metrics twice; --interval says how far apart"
                : "ask for a longer range"
        )
    }

    /// Says what of the selector nothing matches.
    private func unmatched(
        _ selector: VectorSelector,
        at location: SourceLocation,
        _ source: some SampleSource
    ) throws(SampleSourceError) -> Diagnostic {
        let (from, through) = Self.always
        var named: [Matcher] = []
        if let name = selector.metricName {
            named = [Matcher("__name__", equals: name)]
            if try source.series(matching: named, from: from, through: through).isEmpty {
                let any = try source.series(matching: [], from: from, through: through)
                return unknown(name, among: Set(any.compactMap(\.labels.name)), at: location)
            }
        }
        for entry in selector.labels where entry.matcher.name != "__name__" {
            let matcher = entry.matcher
            let some = try source.series(matching: named + [matcher], from: from, through: through)
            guard some.isEmpty else { continue }
            let all = try source.series(matching: named, from: from, through: through)
            let values = Set(all.compactMap { $0.labels[matcher.name] }).sorted()
            let place = query.location(of: entry.range)
            let of = selector.metricName.map { " of \($0)" } ?? ""
            guard !values.isEmpty else {
                let names = Set(all.flatMap { $0.labels.pairs.map(\.name) }).subtracting(["__name__"])
                return Diagnostic(
                    .note,
                    "no series\(of) has the label \(matcher.name)",
                    at: place,
                    hint: Self.listed(names.sorted()).map { "its labels are \($0)" }
                )
            }
            return Diagnostic(
                .note,
                "no series\(of) has \(matcher)",
                at: place,
                hint: Self.listed(values).map { "\(matcher.name) is \($0)" }
            )
        }
        return Diagnostic(.note, "no series matches all of \(Self.text(of: selector))", at: location)
    }

    private func unknown(_ name: String, among names: some Sequence<String>, at location: SourceLocation)
        -> Diagnostic
    {
        let known = Array(names)
        let hint =
            nearest(to: name, in: known).map { "did you mean \($0)?" }
            ?? (known.isEmpty ? "there are no series at all" : nil)
        return Diagnostic(.note, "there is no metric called \(name)", at: location, hint: hint)
    }

    /// A few of the words.
    private static func listed(_ words: [String]) -> String? {
        guard !words.isEmpty else { return nil }
        let shown = words.prefix(5).map { GoText.quoted(shortened($0)) }.joined(separator: ", ")
        return words.count > 5 ? "\(shown), or one of \(words.count - 5) more" : shown
    }

    /// The selector without its modifiers.
    private static func text(of selector: VectorSelector) -> String {
        var plain = selector
        plain.moment = Moment()
        return Expression(.selector(plain), at: TextRange(0, 0)).description
    }
}

extension VectorSelector {
    /// The name that it asks for, if only one will do.
    fileprivate var metricName: String? {
        name
            ?? labels.first { $0.matcher.name == "__name__" && $0.matcher.operation == .equal }?.matcher.value
    }
}
