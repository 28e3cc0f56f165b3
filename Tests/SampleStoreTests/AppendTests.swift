import SampleStore
import TestSupport
import Testing

@Suite struct `Appending to a store` {
    private let up = Labels([("__name__", "up"), ("job", "api")])

    private func samples(
        _ store: SampleStore,
        _ labels: Labels,
        from: Int64 = .min,
        through: Int64 = .max
    ) throws -> SampleBuffer {
        var buffer = SampleBuffer()
        let matchers = labels.pairs.map { Matcher($0.name, equals: $0.value) }
        for series in try store.series(matching: matchers, from: from, through: through) {
            try store.read(series, from: from, through: through, into: &buffer)
        }
        return buffer
    }

    @Test func `takes samples in order and tells what it does not take`() throws {
        let store = SampleStore()
        let results = store.append { appender in
            [
                appender.append(1, at: 1000, to: up),
                appender.append(2, at: 2000, to: up),
                appender.append(2, at: 2000, to: up),
                appender.append(3, at: 2000, to: up),
                appender.append(2, at: 1500, to: up),
                appender.append(.nan, at: 3000, to: up),
                appender.append(.nan, at: 3000, to: up),
            ]
        }
        #expect(
            results == [
                .appended, .appended, .alreadyThere, .duplicateTimestamp, .outOfOrder, .appended,
                .alreadyThere,
            ]
        )
        let statistics = store.statistics
        #expect(statistics.appended == 3)
        #expect(statistics.samples == 3)
        #expect(statistics.series == 1)
        #expect(statistics.alreadyThere == 2)
        #expect(statistics.duplicateTimestamps == 1)
        #expect(statistics.outOfOrder == 1)
        #expect(try samples(store, up).timestamps == [1000, 2000, 3000])
    }

    /// What servers expose, and what they should not.
    static let shapes: [(String, @Sendable (Int, inout SeededGenerator) -> Double)] = [
        ("a constant", { _, _ in 42 }),
        ("a steady counter", { index, _ in Double(index * 7) }),
        ("a counter", { index, random in Double(index * 50 + Int.random(in: 0..<20, using: &random)) }),
        (
            "a large counter",
            { index, random in Double(index * 9_000_000 + Int.random(in: 0..<99_999, using: &random)) }
        ),
        ("a counter that starts again", { index, _ in Double(index % 97 * 13) }),
        (
            "seconds with three decimals",
            { index, random in Double(index * 20 + Int.random(in: 0..<9, using: &random)) / 1000 }
        ),
        (
            "a sum of noise",
            { index, random in Double(index) * 0.1 + Double.random(in: 0..<0.1, using: &random) }
        ),
        ("noise", { _, random in Double(bitPattern: random.next()) }),
        ("a gauge around zero", { _, random in Double(Int.random(in: -5...5, using: &random)) }),
        (
            "whole numbers and none",
            { _, random in random.chance(5) ? 0.1 + 0.2 : Double(Int.random(in: 0...3, using: &random)) }
        ),
        (
            "all that is special",
            { _, random in
                random.pick([
                    0, -0.0, .infinity, -.infinity, .nan, StaleMarker.value, StaleMarker.ordinaryNaN,
                    .leastNonzeroMagnitude,
                    .greatestFiniteMagnitude, 9_007_199_254_740_994, -9_007_199_254_740_992, 1e300, 0.1,
                ])
            }
        ),
        ("long silence", { index, _ in index < 5 ? 1 : index < 2200 ? 2 : 3 }),
    ]

    @Test(arguments: shapes.indices, [0, 1, 2])
    func `keeps every bit of every sample`(_ shape: Int, _ jitter: Int) throws {
        var random = SeededGenerator(seed: UInt64(shape * 3 + jitter))
        let store = SampleStore()
        var model = SampleBuffer()
        var timestamp: Int64 = 1_700_000_000_000
        for index in 0..<2500 {
            switch jitter {
            case 0: timestamp += 15_000
            case 1: timestamp += 15_000 + Int64.random(in: -3...3, using: &random)
            default: timestamp += random.chance(50) ? .random(in: 1...40_000_000_000, using: &random) : 1
            }
            model.append(Self.shapes[shape].1(index, &random), at: timestamp)
        }
        store.append { appender in
            guard let series = appender.series(up) else { return }
            for (timestamp, value) in zip(model.timestamps, model.values) {
                #expect(appender.append(value, at: timestamp, to: series) == .appended)
            }
        }
        let all = try samples(store, up)
        #expect(all.timestamps == model.timestamps)
        #expect(all.values.map(\.bitPattern) == model.values.map(\.bitPattern))
        let series = try #require(try store.series(matching: [], from: .min, through: .max).first)
        let times = Array(model.timestamps)
        for _ in 0..<50 {
            let from = random.pick(times) + .random(in: -1...1, using: &random)
            let through = random.chance(3) ? from : random.pick(times)
            var part = SampleBuffer()
            try store.read(series, from: from, through: through, into: &part)
            let expected = model.timestamps.filter { $0 >= from && $0 <= through }
            #expect(Array(part.timestamps) == expected)
            let last = try store.latest(of: series, from: from, through: through)
            #expect(last?.timestamp == expected.last)
            #expect(last?.value.bitPattern == part.values.last?.bitPattern)
        }
    }

    @Test func `needs under two bytes for a sample of a counter`() {
        var random = SeededGenerator(seed: 7)
        let store = SampleStore()
        let count = 240 * 200
        store.append { appender in
            for number in 0..<200 {
                guard let series = appender.series(Labels([("n", "\(number)")])) else { return }
                var value = 0
                for index in 0..<240 {
                    value += .random(in: 0..<40, using: &random)
                    appender.append(Double(value), at: Int64(index) * 15_000, to: series)
                }
            }
        }
        let statistics = store.statistics
        let bytes = Double(statistics.sampleBytes - statistics.spareBytes) / Double(count)
        #expect(bytes < 2, "\(bytes)")
    }
}
