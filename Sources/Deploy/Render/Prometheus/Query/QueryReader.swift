internal import Diagnostics
internal import Profile
internal import Values

/// Reads the queries of a template.
///
/// A query is a mapping that says what is done to what, from the outside in:
///
/// - `rate: calls`, `over: 5m`: a function over a window; `increase`, `delta`, `deriv`, `changes`,
///   `min_over_time`, `max_over_time`, `avg_over_time` likewise
/// - `predict: memory`, `over: 6h`, `ahead: 1d`: where a gauge will be if it goes on as it did
/// - `sum: {…}`, `by: [tool]`: series summed up; `min`, `max`, `avg`, `count` likewise
/// - `sum: {…}`, `only: [service]`: by these labels only
/// - `quantile: 0.95`, `of: duration`, `over: 5m`, `by: [tool]`: a quantile of a histogram
/// - `ratio: [a, b]`, `fill: [a, b]`, `and: [a, b]`, `or`, `unless`, `minus`, `times`
/// - `absent: up`
/// - `series: cacheSize`, or only its name; `duration/count` is a series of a histogram
///
/// `where: {status: error}` and `offset: 1d` narrow what a selector takes; `above`, `below`, `atLeast` and `equals`
/// compare the answer. Metrics and labels go by the part they play; a name with a colon is a recorded series.
struct QueryReader {
    let telemetry: Telemetry
    /// The series that rules record, with the labels they have.
    var recorded: [String: Set<String>] = [:]
    /// The parts that were asked for and that the server does not have.
    private(set) var missing: [String] = []

    init(_ telemetry: Telemetry) { self.telemetry = telemetry }

    /// The query; `nil` when the server lacks a part of it.
    mutating func read(_ value: Value) throws(InvalidInput) -> Query? {
        missing = []
        let query = try query(value)
        return missing.isEmpty ? query : nil
    }

    private mutating func query(_ value: Value) throws(InvalidInput) -> Query? {
        if value.string != nil { return try series(value, in: value).map(Query.series) }
        guard value.object != nil else { throw Self.unreadable("a query", value) }
        let found = Query.Comparison.allCases.first { value[$0.rawValue] != nil }
        guard let found, let number = value[found.rawValue] else { return try operation(value) }
        guard !number.isNull else {
            // There is no such limit, so nothing comes near it.
            missing.append("the limit")
            return nil
        }
        guard let number = number.number else { throw Self.unreadable("a number", number) }
        return try operation(value).map { .compare($0, found, number) }
    }

    private mutating func operation(_ value: Value) throws(InvalidInput) -> Query? {
        for function in Query.WindowFunction.allCases {
            guard let inner = value[function.rawValue] else { continue }
            let window = try duration(value, "over")
            return try series(inner, in: value).map { .window(function, $0, over: window) }
        }
        if let inner = value["predict"] {
            let (window, ahead) = (try duration(value, "over"), try duration(value, "ahead"))
            return try series(inner, in: value).map { .prediction($0, over: window, ahead: ahead) }
        }
        for function in Query.Aggregation.allCases {
            guard let inner = value[function.rawValue] else { continue }
            guard let query = try query(inner) else { return nil }
            if let only = value["only"] {
                return .total(function, query, by: (only.array ?? []).compactMap(\.string))
            }
            return .aggregate(function, query, by: labels(value["by"], of: query.series))
        }
        if let quantile = value["quantile"]?.number?.double, let of = value["of"] {
            guard let series = try series(of, in: value, suffix: "bucket") else { return nil }
            let window = try duration(value, "over")
            return .quantile(quantile, series, over: window, by: labels(value["by"], of: [series]))
        }
        if let pair = value["ratio"] { return try operands(pair).map { .ratio($0, $1) } }
        if let pair = value["fill"] { return try operands(pair).map { .fill($0, $1) } }
        for symbol in Query.Operator.allCases {
            guard let pair = value[symbol.rawValue] else { continue }
            return try operands(pair).map { .combine(symbol, $0, $1) }
        }
        if let inner = value["absent"] { return try series(inner, in: value).map(Query.absent) }
        if let inner = value["series"] {
            guard inner.object == nil else { return try query(inner) }
            return try series(inner, in: value).map(Query.series)
        }
        throw Self.unreadable("a query", value)
    }

    private mutating func operands(_ pair: Value) throws(InvalidInput) -> (Query, Query)? {
        guard let items = pair.array, items.count == 2 else { throw Self.unreadable("two queries", pair) }
        let left = try query(items[0])
        let right = try query(items[1])
        guard let left, let right else { return nil }
        return (left, right)
    }

    /// A selector; `options` holds its `where` and `offset`.
    private mutating func series(_ value: Value, in options: Value, suffix: String? = nil)
        throws(InvalidInput) -> Query.Series?
    {
        guard let text = value.string else { throw Self.unreadable("the name of a part", value) }
        let words = text.split(separator: "/", maxSplits: 1).map(String.init)
        let name = words.first ?? ""
        let offset = options["offset"] == nil ? nil : try duration(options, "offset")
        if name.contains(":") {
            guard let labels = recorded[name] else {
                missing.append(name)
                return nil
            }
            return Query.Series(name: name, type: .gauge, labels: labels, offset: offset, isRecorded: true)
        }
        guard let part = telemetry[name] else {
            missing.append(name)
            return nil
        }
        let ending = suffix ?? (words.count == 2 ? words[1] : nil)
        guard (ending != nil) == (part.metric.type == .histogram) else {
            // A gauge where a histogram is wanted, or the other way round: another rule is for that.
            missing.append(name)
            return nil
        }
        var labels = Set(part.metric.labels.map(\.element))
        if ending == "bucket" { labels.insert("le") }
        var series = Query.Series(
            name: part.metric.name + (ending.map { "_\($0)" } ?? ""),
            type: part.metric.type == .histogram ? .counter : part.metric.type,
            labels: labels,
            matchers: part.fixed.map { Query.Matcher(label: $0.label, value: $0.value) },
            offset: offset
        )
        for member in options["where"]?.object ?? Object() {
            guard let label = part.metric.labels[member.key] else {
                missing.append("\(name).\(member.key)")
                return nil
            }
            series.matchers.append(Self.matcher(label, member.value.string ?? ""))
        }
        return series
    }

    private static func matcher(_ label: String, _ value: String) -> Query.Matcher {
        switch value.first {
        case "!": Query.Matcher(label: label, symbol: "!=", value: String(value.dropFirst()))
        case "~": Query.Matcher(label: label, symbol: "=~", value: String(value.dropFirst()))
        default: Query.Matcher(label: label, value: value)
        }
    }

    /// The names that labels of these parts have.
    private mutating func labels(_ list: Value?, of series: [Query.Series]) -> [String] {
        (list?.array ?? []).compactMap(\.string).compactMap { part in
            if part == "instance" { return part }
            let name = telemetry.label(part, among: series)
            if name == nil { missing.append("the label \(part)") }
            return name
        }
    }

    private func duration(_ value: Value, _ key: String) throws(InvalidInput) -> Duration {
        guard let duration = value[key]?.string.flatMap(Duration.init(profile:)) else {
            throw Self.unreadable("'\(key)' with a length of time", value)
        }
        return duration
    }

    private static func unreadable(_ expected: String, _ value: Value) -> InvalidInput {
        InvalidInput(.error("this must be \(expected), not \(value.shortText)", at: value.location))
    }
}
