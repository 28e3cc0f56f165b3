internal import Arguments

/// When a query is asked.
struct MomentOptions: OptionGroup {
    var at: TimeArgument?
    var range: SpanArgument?
    var step: SpanArgument?
    var end: TimeArgument?

    /// As many steps as Prometheus allows.
    private static let stepLimit: Int64 = 11_000

    static let parameters: [Parameter<Self>] = [
        .option(
            \.at,
            "--at",
            value: "TIME",
            help: "Ask at this time: RFC 3339, seconds since 1970, now, now-5m"
        )
        .conflicting(with: "--range", "--end", "--step"),
        .option(\.range, "--range", value: "SPAN", help: "Ask at every step of this time"),
        .option(\.end, "--end", value: "TIME", help: "When the range ends"),
        .option(\.step, "--step", value: "SPAN", help: "Time between two steps; a 240th of the range"),
    ]

    func validate(source: QuerySourceOptions) throws(UsageError) {
        if range == nil, end != nil || step != nil {
            throw UsageError("\(end == nil ? "--step" : "--end") needs --range")
        }
        if let range, range.milliseconds / self.step(of: range) > Self.stepLimit {
            throw UsageError(
                "\(range.milliseconds / self.step(of: range)) steps are more than the \(Self.stepLimit) allowed",
                hint: "ask with a longer --step"
            )
        }
        if source.scrape.scrapes > 1, at != nil || end != nil {
            throw UsageError(
                "\(at == nil ? "--end" : "--at") cannot be used with --scrapes: they are taken now"
            )
        }
    }

    /// The time that was asked for, if any.
    func asked(now: Int64) -> Int64? { (at ?? end)?.milliseconds(now: now) }

    /// Without a time that was asked for, a range ends with the last whole second.
    func moments(now: Int64) -> QueryMoments {
        moments(last: asked(now: now) ?? (range == nil ? now : now - (now % 1000 + 1000) % 1000))
    }

    func moments(last: Int64) -> QueryMoments {
        guard let range else { return .instant(last) }
        return .range(from: last - range.milliseconds, through: last, step: step(of: range))
    }

    private func step(of range: SpanArgument) -> Int64 {
        step?.milliseconds ?? max(1000, (range.milliseconds / 240 + 999) / 1000 * 1000)
    }
}

/// How far a query may go.
struct QueryLimits: OptionGroup {
    var lookback: SpanArgument?
    var timeout: Duration = .seconds(30)
    var maxSamples = 50_000_000

    static let parameters: [Parameter<Self>] = [
        .option(
            \.lookback,
            "--lookback",
            value: "SPAN",
            help: "How old a sample may be to count as present; 5m"
        ),
        .option(\.timeout, "--timeout", value: "DURATION", help: "How long an answer may take"),
        .option(\.maxSamples, "--max-samples", value: "N", help: "Samples a query may hold at once"),
    ]
}
