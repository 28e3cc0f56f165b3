extension Duration: ArgumentValue {
    package static var expectation: String { "a duration such as 500ms, 2s, 5m, or 1h30m" }

    /// Reads `500ms`, `2s`, `5m`, `1h30m`, or `7d`.
    package init?(argument: String) {
        var rest = argument.utf8[...]
        var milliseconds: Int64 = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
            rest = rest.dropFirst(letters.count)
            guard let count = Int64(Substring(digits)), let scale = Self.units[String(Substring(letters))]
            else {
                return nil
            }
            let (product, isTooLong) = count.multipliedReportingOverflow(by: scale)
            let (sum, isTooMuch) = milliseconds.addingReportingOverflow(product)
            guard !isTooLong, !isTooMuch else { return nil }
            milliseconds = sum
        }
        self = .milliseconds(milliseconds)
    }

    private static let units: [String: Int64] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]

    /// `1h30m`; a fraction of a millisecond is not shown.
    package var argumentText: String? {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return nil }
        let parts = [
            (seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s"),
            (attoseconds / 1_000_000_000_000_000, "ms"),
        ]
        let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        return text.isEmpty ? "0s" : text
    }
}
