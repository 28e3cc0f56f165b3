internal import GoText

/// Text of Prometheus' format 0.0.4, family by family.
struct ExpositionText {
    private(set) var text = ""

    mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
        let list = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
        text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(GoText.number(value))\n"
    }

    /// The buckets, the sum and the count of one or more tools together.
    mutating func histogram(_ name: String, _ labels: [(String, String)], _ statistics: [CallStatistics]) {
        var count = 0
        for (place, bound) in CallStatistics.bounds.enumerated() {
            count += statistics.reduce(0) { $0 + $1.buckets[place] }
            sample("\(name)_bucket", labels + [("le", GoText.number(bound))], Double(count))
        }
        let calls = Double(statistics.reduce(0) { $0 + $1.calls })
        sample("\(name)_bucket", labels + [("le", "+Inf")], calls)
        sample("\(name)_sum", labels, statistics.reduce(0) { $0 + $1.seconds })
        sample("\(name)_count", labels, calls)
    }
}
