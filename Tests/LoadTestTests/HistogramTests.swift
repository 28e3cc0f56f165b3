@testable import LoadTest
import TestSupport
import Testing

@Suite struct `A histogram of latencies` {
    /// Values as they come: most are short, a few are very long.
    private static func latencies(_ count: Int, seed: UInt64) -> [Int] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let magnitude = Int.random(in: 0...31, using: &generator)
            return Int.random(in: 0...(1 << magnitude), using: &generator)
        }
    }

    @Test(arguments: [1, 2, 7, 100, 9_999])
    func `tells percentiles as exactly as it says`(_ count: Int) {
        let values = Self.latencies(count, seed: UInt64(count))
        var histogram = LatencyHistogram()
        for value in values { histogram.record(.microseconds(value)) }
        let sorted = values.map { min($0, LatencyHistogram.highest) }.sorted()
        for percent in [0, 1, 50, 90, 95, 99, 99.9, 99.99, 100] {
            let exact = sorted[max(1, Int((percent / 100 * Double(count)).rounded(.up))) - 1]
            let told = Int(histogram.percentile(percent) / .microseconds(1))
            #expect(
                told >= exact && told <= exact + max(0, exact / 1024),
                "\(percent): \(told), not \(exact)"
            )
        }
        #expect(histogram.count == count)
        #expect(histogram.maximum == .microseconds(sorted[count - 1]))
        let mean = sorted.reduce(0.0) { $0 + Double($1) } / Double(count)
        #expect(abs(histogram.mean / .microseconds(1) - mean) < 0.001)
    }

    @Test func `has nothing to tell when it is empty`() {
        let histogram = LatencyHistogram()
        #expect(histogram.percentile(99) == .zero)
        #expect(histogram.mean == .zero && histogram.maximum == .zero)
    }

    @Test func `holds what is negative or endless`() {
        var histogram = LatencyHistogram()
        histogram.record(.seconds(-1))
        histogram.record(.seconds(1_000_000_000))
        #expect(histogram.percentile(50) == .zero)
        #expect(histogram.maximum == .seconds(3600))
    }

    @Test func `is the same whether counted at once or put together`() {
        let values = Self.latencies(1000, seed: 3)
        var (whole, left, right) = (LatencyHistogram(), LatencyHistogram(), LatencyHistogram())
        for (index, value) in values.enumerated() {
            whole.record(microseconds: value)
            if index.isMultiple(of: 3) {
                left.record(microseconds: value)
            } else {
                right.record(microseconds: value)
            }
        }
        left.merge(right)
        #expect(left == whole)
    }
}

@Suite struct `A mix` {
    @Test func `has each part as often as it weighs, and evenly`() {
        var rounds = WeightedRounds([3, 1])
        #expect((0..<8).map { _ in rounds.next() } == [0, 0, 1, 0, 0, 0, 1, 0])
        var uneven = WeightedRounds([5, 2, 1])
        let counts = (0..<800).reduce(into: [0, 0, 0]) { counts, _ in counts[uneven.next()] += 1 }
        #expect(counts == [500, 200, 100])
    }
}
