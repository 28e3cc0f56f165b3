/// A length of time as Docker and Compose read it: `1m30s` (Go, time.ParseDuration).
enum GoDuration {
    /// The length in seconds; `nil` when it is none.
    static func seconds(_ text: String) -> Double? {
        let units = ["h": 3600.0, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9]
        if text == "0" { return 0 }
        var rest = Substring(text)
        var sum = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let count = Double(number), let length = units[String(unit)] else { return nil }
            sum += count * length
        }
        return text.isEmpty ? nil : sum
    }
}
