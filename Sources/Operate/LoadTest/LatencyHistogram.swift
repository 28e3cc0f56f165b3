/// Counts of latencies in whole microseconds, each as exact as one part in a thousand.
///
/// The layout is that of Gil Tene's HdrHistogram: below 2,048 every value has a count of its own, above that each power of
/// two is divided into 1,024 equal parts. The largest value, the sum and the count are exact.
package struct LatencyHistogram: Sendable, Equatable {
    /// An hour: what is longer counts as that.
    static let highest = 3_600_000_000
    /// Bits of the part in which every value has its own count.
    private static let exactBits = 11
    private static let half = 1 << (exactBits - 1)

    private var counts: [Int] = []
    package private(set) var count = 0
    private var sum = 0
    private var largest = 0

    package init() {}

    package mutating func record(_ latency: Duration) {
        let (seconds, attoseconds) = latency.components
        guard seconds < Int64(Self.highest / 1_000_000) else { return record(microseconds: Self.highest) }
        record(microseconds: Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
    }

    mutating func record(microseconds: Int) {
        let value = max(0, min(microseconds, Self.highest))
        let place = Self.place(of: value)
        if place >= counts.count { counts += Array(repeating: 0, count: place + 1 - counts.count) }
        counts[place] += 1
        count += 1
        sum += value
        largest = max(largest, value)
    }

    package mutating func merge(_ other: LatencyHistogram) {
        if other.counts.count > counts.count {
            counts += Array(repeating: 0, count: other.counts.count - counts.count)
        }
        for (place, number) in other.counts.enumerated() { counts[place] += number }
        count += other.count
        sum += other.sum
        largest = max(largest, other.largest)
    }

    package var maximum: Duration { .microseconds(largest) }

    package var mean: Duration {
        count == 0 ? .zero : .nanoseconds(Int64((Double(sum) / Double(count) * 1000).rounded()))
    }

    /// The smallest value that so much of all values is not above, from 0 to 100; zero when there is none.
    package func percentile(_ percent: Double) -> Duration {
        guard count > 0 else { return .zero }
        let rank = max(1, Int((min(max(percent, 0), 100) / 100 * Double(count)).rounded(.up)))
        var seen = 0
        for (place, number) in counts.enumerated() {
            seen += number
            if seen >= rank { return .microseconds(min(Self.largestValue(at: place), largest)) }
        }
        return maximum
    }

    private static func place(of value: Int) -> Int {
        let bits = Int.bitWidth - value.leadingZeroBitCount
        guard bits > exactBits else { return value }
        let shift = bits - exactBits
        return shift * half + (value >> shift)
    }

    /// What the values of a place are told as.
    private static func largestValue(at place: Int) -> Int {
        guard place >= 2 * half else { return place }
        let shift = place / half - 1
        return ((place - shift * half + 1) << shift) - 1
    }
}
