package import Values

/// A length of time as Prometheus and Go write it: `500ms`, `30s`, `5m`, `1h30m`.
extension Duration: ProfileValue {
    package init?(profile text: String) {
        var rest = Substring(text)
        var total = 0
        var lastFactor = Int.max
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let count = Int(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            guard let unit = Self.units.first(where: { rest.hasPrefix($0.suffix) }), unit.factor < lastFactor
            else { return nil }
            rest = rest.dropFirst(unit.suffix.count)
            lastFactor = unit.factor
            let (part, overflow) = count.multipliedReportingOverflow(by: unit.factor)
            guard !overflow, part < 1 << 50 else { return nil }
            total += part
        }
        self = .milliseconds(total)
    }

    /// Longest suffix first, so that `ms` is not read as `m`.
    private static let units: [(suffix: String, factor: Int)] = [
        ("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
    ]

    package var wholeMilliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }

    /// Whole seconds, rounded up: a timeout must never become zero.
    package var wholeSeconds: Int { (wholeMilliseconds + 999) / 1000 }

    /// `1h30m`, `45s`, `500ms`.
    package var profileText: String {
        var rest = wholeMilliseconds
        guard rest > 0 else { return "0s" }
        var text = ""
        for (suffix, factor) in [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)] where rest >= factor
        {
            text += "\(rest / factor)\(suffix)"
            rest %= factor
        }
        return text
    }

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Duration? {
        if let duration = value.string.flatMap(Duration.init(profile:)) { return duration }
        decoding.mismatch(
            "a length of time such as 500ms, 30s, 5m or 1h30m",
            value,
            hint: value.number.map { "with a unit: \($0.text)s or \($0.text)ms" }
        )
        return nil
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value {
        ["type": "string", "pattern": "^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"]
    }

    package func encoded(absent: Value?) -> Value? { .string(profileText) }
}
