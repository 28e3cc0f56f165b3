/// The language of `fromNow`: numbers with units, largest unit first, each at most once: `-2 days 3h`.
///
/// A year has 365 days and a month 30.
struct TimeOffset {
    let milliseconds: Int

    private static let units: [(names: Set<String>, milliseconds: Int)] = [
        (["years", "year", "yr", "y"], 365 * 86_400_000),
        (["months", "month", "mo"], 30 * 86_400_000),
        (["weeks", "week", "wk", "w"], 7 * 86_400_000),
        (["days", "day", "d"], 86_400_000),
        (["hours", "hour", "hr", "h"], 3_600_000),
        (["minutes", "minute", "min", "m"], 60_000),
        (["seconds", "second", "sec", "s"], 1000),
    ]

    /// `nil` for a text outside the language, and for an offset beyond some hundred million years.
    init?(_ text: String) {
        var rest = Substring(text)
        var total = 0
        var nextUnit = 0
        rest.skipWhitespace()
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        rest.skipWhitespace()
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            rest.skipWhitespace()
            let word = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(word.count)
            rest.skipWhitespace()
            guard let count = Int(digits),
                let unit = Self.units[nextUnit...].firstIndex(where: { $0.names.contains(String(word)) })
            else { return nil }
            let (product, productOverflows) = count.multipliedReportingOverflow(
                by: Self.units[unit].milliseconds
            )
            let (sum, sumOverflows) = total.addingReportingOverflow(product)
            guard !productOverflows, !sumOverflows else { return nil }
            total = sum
            nextUnit = unit + 1
        }
        milliseconds = isNegative ? -total : total
    }
}

extension Substring {
    fileprivate mutating func skipWhitespace() { self = drop(while: \.isWhitespace) }
}

extension Timestamp {
    /// The moment that much later; `nil` outside the range of ECMAScript's dates (ECMA-262 section 21.4.1.1).
    func advanced(by offset: TimeOffset) -> Timestamp? {
        let (sum, overflows) = milliseconds.addingReportingOverflow(offset.milliseconds)
        guard !overflows, sum.magnitude <= 8_640_000_000_000_000 else { return nil }
        return Timestamp(milliseconds: sum)
    }
}
